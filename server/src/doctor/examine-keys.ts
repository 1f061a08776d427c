import { readFile, stat } from 'node:fs/promises'
import { SigningKey } from '@deskledger/proof'
import type { DataDirectory } from '../data-directory.js'
import { type SealedKey, unopenedKey } from '../secrets/check-sealed-secrets.js'
import { keyFromText } from '../secrets/key-text.js'
import { NodeSecrets } from '../secrets/node-secrets.js'
import { isOpenToOthers } from '../secrets/private-file.js'
import { SEALING_KEY_BYTES } from '../secrets/sealing.js'
import { readKeyList } from '../secrets/signing-key-list.js'
import type { StartProblem } from './start-problem.js'

/** What the keys have to fit. */
export interface KeyFacts {
  /** The key that seals secrets, when a setting holds it. */
  readonly secretsKey?: Buffer | undefined
  /** Access keys of the ledger; undefined when they cannot be read. */
  readonly accessKeys?: readonly SealedKey[] | undefined
}

/** What is wrong with the keys of a ledger, and their files. */
export async function examineKeys(directory: DataDirectory, facts: KeyFacts): Promise<readonly StartProblem[]> {
  return [...(await examineSecretsKey(directory, facts)), ...(await examineSigningKeys(directory))]
}

async function examineSecretsKey(
  { secretsKey: path }: DataDirectory,
  { secretsKey, accessKeys = [] }: KeyFacts,
): Promise<readonly StartProblem[]> {
  if (secretsKey !== undefined) return differing(secretsKey, accessKeys, 'DESKLEDGER_SECRETS_KEY')
  const file = await keyFile(path)
  if ('problem' in file) return [file.problem]
  if (file.text === undefined) return accessKeys.length > 0 ? [{ kind: 'secrets-key-missing', path }] : []
  const key = keyFromText(file.text.trim(), SEALING_KEY_BYTES)
  return key === undefined ? [{ kind: 'secrets-key-damaged', path }] : differing(key, accessKeys, path)
}

function differing(key: Buffer, accessKeys: readonly SealedKey[], source: string): readonly StartProblem[] {
  const unopened = unopenedKey(accessKeys, new NodeSecrets(key))
  return unopened === undefined ? [] : [{ kind: 'secrets-key-differs', source, accessKey: unopened.id }]
}

async function examineSigningKeys({
  signingKey: path,
  signingKeyList,
}: DataDirectory): Promise<readonly StartProblem[]> {
  const list = await keyFile(signingKeyList)
  const file = await keyFile(path)
  const problems = [list, file].flatMap((each) => ('problem' in each ? [each.problem] : []))
  if (problems.length > 0) return problems
  const listed = await readKeyList(signingKeyList).catch(() => undefined)
  if (listed === undefined) return [{ kind: 'signing-key-list-damaged', path: signingKeyList }]
  if (!('text' in file) || file.text === undefined) {
    return listed.length > 0 ? [{ kind: 'signing-key-missing', path }] : []
  }
  return isSigningKey(file.text) ? [] : [{ kind: 'signing-key-damaged', path }]
}

function isSigningKey(pem: string): boolean {
  try {
    SigningKey.fromPem(pem)
    return true
  } catch {
    return false
  }
}

/** The text of a key file, undefined when there is none; or why a server would not take it. */
async function keyFile(
  path: string,
): Promise<{ readonly text: string | undefined } | { readonly problem: StartProblem }> {
  try {
    const { mode } = await stat(path)
    if (isOpenToOthers(mode)) return { problem: { kind: 'open-to-others', path, mode: mode & 0o777 } }
    return { text: await readFile(path, 'utf8') }
  } catch (error) {
    const { code = 'EIO' } = error as NodeJS.ErrnoException
    return code === 'ENOENT' ? { text: undefined } : { problem: { kind: 'not-accessible', path, code } }
  }
}

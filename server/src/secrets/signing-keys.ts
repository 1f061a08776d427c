import type { Clock } from '@deskledger/domain'
import { SigningKey, UnusableKeyError } from '@deskledger/proof'
import { StartError } from '../start-error.js'
import { makePrivateFile, readPrivateFile } from './private-file.js'
import { type ListedKey, readKeyList, storeKeyList, withCurrent } from './signing-key-list.js'

/** What this server signs with, and what it ever signed with. */
export interface SigningKeys {
  readonly current: SigningKey
  /** Oldest first; the last one is the current one. */
  readonly all: readonly ListedKey[]
  /** Whether the current key signs for the first time. */
  readonly isNew: boolean
}

/** Where keys lie. */
export interface SigningKeyFiles {
  /** The private key; PKCS #8 as PEM. */
  readonly signingKey: string
  /** The public halves of all keys. */
  readonly signingKeyList: string
}

/**
 * Opens the key that manifests and checkpoints are signed with. A new ledger gets one. A key file with another key than
 * last time is a rotation: the old public key stays listed.
 *
 * @throws {StartError} 2: a file cannot be used; 3: the key is missing though there was one, or is none
 */
export async function openSigningKeys(
  { signingKey, signingKeyList }: SigningKeyFiles,
  clock: Clock,
): Promise<SigningKeys> {
  const listed = await readKeyList(signingKeyList)
  const text = await readPrivateFile(signingKey)
  if (text === undefined && listed.length > 0) {
    throw new StartError(
      `${signingKey} is missing; restore it from a backup, or put a new Ed25519 key there to sign with that from now on.`,
      3,
    )
  }
  const current = text === undefined ? await makeKey(signingKey) : keyIn(text, signingKey)
  const all = withCurrent(listed, current.verifying, clock())
  if (all !== listed) await storeKeyList(signingKeyList, all)
  return { current, all, isNew: all !== listed }
}

async function makeKey(path: string): Promise<SigningKey> {
  const key = SigningKey.generate()
  await makePrivateFile(path, key.toPem())
  return key
}

function keyIn(text: string, path: string): SigningKey {
  try {
    return SigningKey.fromPem(text)
  } catch (error) {
    if (!(error instanceof UnusableKeyError)) throw error
    throw new StartError(`${path} cannot be signed with: ${error.message} Restore it from a backup.`, 3, {
      cause: error,
    })
  }
}

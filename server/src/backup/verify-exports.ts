import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { MANIFEST_TYPE, openEnvelope, signerOf, UnreadableEnvelopeError, type VerifyingKey } from '@deskledger/proof'
import { digestOf } from './file-list.js'

const MANIFEST_PREFIX = '.manifest-'

/** Compares export files with their manifests. @param names of the directory */
export async function exportFileProblems(
  directory: string,
  names: readonly string[],
  keys: readonly VerifyingKey[],
): Promise<{ readonly problems: readonly string[]; readonly count: number }> {
  const files = names.filter((name) => !name.startsWith('.'))
  const problems: string[] = []
  for (const name of files) {
    const manifest = await readFile(join(directory, `${MANIFEST_PREFIX}${name}`), 'utf8').catch(() => undefined)
    const problem = manifest === undefined ? 'has no manifest' : await problemOf(join(directory, name), manifest, keys)
    if (problem !== undefined) problems.push(`exports/${name} ${problem}`)
  }
  return { problems, count: files.length }
}

async function problemOf(path: string, text: string, keys: readonly VerifyingKey[]): Promise<string | undefined> {
  try {
    const envelope = openEnvelope(text, MANIFEST_TYPE)
    if (signerOf(envelope, keys) === undefined) return 'has a manifest that no key that counts signed'
    const { sha256 } = JSON.parse(envelope.payload.toString('utf8')) as { sha256?: unknown }
    return sha256 === (await digestOf(path)).sha256 ? undefined : 'is not the file that its manifest was signed for'
  } catch (error) {
    if (!(error instanceof UnreadableEnvelopeError || error instanceof SyntaxError)) throw error
    return 'has a manifest that cannot be read'
  }
}

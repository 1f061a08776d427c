import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { manifestName } from '@deskledger/engine-filesystem'
import { MANIFEST_TYPE, openEnvelope, signerOf, UnreadableEnvelopeError, type VerifyingKey } from '@deskledger/proof'
import { digestOf } from './file-list.js'

/**
 * Compares export files with their manifests.
 * @param names of the directory
 * @param digests SHA-256 of files that were read already, by path
 */
export async function exportFileProblems(
  directory: string,
  names: readonly string[],
  keys: readonly VerifyingKey[],
  digests: ReadonlyMap<string, string>,
): Promise<{ readonly problems: readonly string[]; readonly count: number }> {
  const files = names.filter((name) => !name.startsWith('.'))
  const problems: string[] = []
  for (const name of files) {
    const manifest = await readFile(join(directory, manifestName(name)), 'utf8').catch(() => undefined)
    const sha256 = async () => digests.get(`exports/${name}`) ?? (await digestOf(join(directory, name))).sha256
    const problem = manifest === undefined ? 'has no manifest' : await problemOf(sha256, manifest, keys)
    if (problem !== undefined) problems.push(`exports/${name} ${problem}`)
  }
  return { problems, count: files.length }
}

async function problemOf(
  digest: () => Promise<string>,
  text: string,
  keys: readonly VerifyingKey[],
): Promise<string | undefined> {
  try {
    const envelope = openEnvelope(text, MANIFEST_TYPE)
    if (signerOf(envelope, keys) === undefined) return 'has a manifest that no key that counts signed'
    const { sha256 } = JSON.parse(envelope.payload.toString('utf8')) as { sha256?: unknown }
    return sha256 === (await digest()) ? undefined : 'is not the file that its manifest was signed for'
  } catch (error) {
    if (!(error instanceof UnreadableEnvelopeError || error instanceof SyntaxError)) throw error
    return 'has a manifest that cannot be read'
  }
}

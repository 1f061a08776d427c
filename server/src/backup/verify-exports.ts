import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { manifestName } from '@deskledger/engine-filesystem'
import { MANIFEST_TYPE, openEnvelope, signerOf, UnreadableEnvelopeError, type VerifyingKey } from '@deskledger/proof'
import type { DirectoryProblem, ExportFileFault } from './directory-problem.js'
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
): Promise<{ readonly problems: readonly DirectoryProblem[]; readonly count: number }> {
  const files = names.filter((name) => !name.startsWith('.'))
  const problems: DirectoryProblem[] = []
  for (const name of files) {
    const manifest = await readFile(join(directory, manifestName(name)), 'utf8').catch(() => undefined)
    const sha256 = async () => digests.get(`exports/${name}`) ?? (await digestOf(join(directory, name))).sha256
    const why = manifest === undefined ? 'no-manifest' : await faultOf(sha256, manifest, keys)
    if (why !== undefined) problems.push({ kind: 'export-file', name, why })
  }
  return { problems, count: files.length }
}

async function faultOf(
  digest: () => Promise<string>,
  text: string,
  keys: readonly VerifyingKey[],
): Promise<ExportFileFault | undefined> {
  try {
    const envelope = openEnvelope(text, MANIFEST_TYPE)
    if (signerOf(envelope, keys) === undefined) return 'not-signed'
    const { sha256 } = JSON.parse(envelope.payload.toString('utf8')) as { sha256?: unknown }
    return sha256 === (await digest()) ? undefined : 'changed'
  } catch (error) {
    if (!(error instanceof UnreadableEnvelopeError || error instanceof SyntaxError)) throw error
    return 'unreadable-manifest'
  }
}

import { signerOf, type VerifyingKey } from '@deskledger/proof'
import { isCounted, readFileFacts } from './read-file.js'
import { type ManifestFacts, type NoManifest, readManifestText } from './read-manifest.js'

/** One comparison. */
export interface Check {
  readonly check: 'size' | 'digest' | 'rows'
  readonly isGood: boolean
  readonly expected: string | number
  /** Undefined when the file cannot be read as what it should be. */
  readonly found: string | number | undefined
}

/** What a file and its manifest prove. */
export type Verdict =
  /** There is nothing to believe: no manifest, or none that is signed by a key that counts. */
  | { readonly kind: 'no-manifest'; readonly why: NoManifest }
  | { readonly kind: 'not-signed-so'; readonly claimedKeyIds: readonly string[] }
  | {
      readonly kind: 'checked'
      readonly isProved: boolean
      readonly keyId: string
      /** Whether the key is one that the caller knows, and not just the one in the manifest. */
      readonly isKnownKey: boolean
      readonly checks: readonly Check[]
      readonly manifest: ManifestFacts
    }

/**
 * Compares a file with its manifest. Nothing is asked of any server.
 *
 * @param keys that may have signed; without any, the key in the manifest counts
 */
export async function verifyExport(
  path: string,
  manifestText: string,
  keys: readonly VerifyingKey[],
): Promise<Verdict> {
  const read = readManifestText(manifestText)
  if (typeof read === 'string') return { kind: 'no-manifest', why: read }
  const { envelope, facts } = read
  const signer = signerOf(envelope, keys)
  if (signer === undefined) {
    return { kind: 'not-signed-so', claimedKeyIds: envelope.signatures.map(({ keyid }) => keyid) }
  }
  const checks = await compare(path, facts)
  return {
    kind: 'checked',
    isProved: checks.every(({ isGood }) => isGood),
    keyId: signer.key.keyId,
    isKnownKey: signer.isTrusted,
    checks,
    manifest: facts,
  }
}

async function compare(path: string, manifest: ManifestFacts): Promise<readonly Check[]> {
  const { byteCount, sha256, rowCount } = await readFileFacts(path, manifest.format)
  const check = (name: Check['check'], expected: Check['expected'], found: Check['found']): Check => ({
    check: name,
    isGood: expected === found,
    expected,
    found,
  })
  return [
    check('size', manifest.byte_count, byteCount),
    check('digest', manifest.sha256, sha256),
    ...(isCounted(manifest.format) ? [check('rows', manifest.row_count, rowCount)] : []),
  ]
}

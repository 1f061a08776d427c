import { type Envelope, sealEnvelope } from './envelope.js'
import { readSigned } from './read-signed.js'
import type { SigningKey, VerifyingKey } from './signing-key.js'

/** `payloadType` of the signed list of what is in a backup. */
const BACKUP_TYPE = 'application/vnd.deskledger.backup+json'

/** Name of that list. */
export const BACKUP_FILE = 'backup.json'

/** What a backup is. */
export interface BackupFacts {
  readonly backup_version: 1
  readonly name: string
  /** When its state was fixed. */
  readonly time: string
  /** Version of the server that made it. */
  readonly server_version: string
  /** The last batch that is in it. */
  readonly batch: number
  /** Everything in it but the list itself. */
  readonly files: readonly BackupFile[]
}

/** A file of a backup. */
interface BackupFile {
  /** Within the backup, with `/`. */
  readonly path: string
  readonly byte_count: number
  /** Lower-case hex. */
  readonly sha256: string
}

export function sealBackup(facts: BackupFacts, key: SigningKey): Envelope {
  return sealEnvelope(BACKUP_TYPE, JSON.stringify(facts), key)
}

/**
 * What a list says, if it is signed.
 *
 * @param keys that may have signed it; without any, the key in the envelope counts
 */
export function readBackup(
  text: string,
  keys: readonly VerifyingKey[],
): { readonly facts: BackupFacts; readonly keyId: string } | undefined {
  const signed = readSigned(text, BACKUP_TYPE, keys)
  if (signed === undefined) return undefined
  const facts = signed.value as BackupFacts
  return facts.backup_version === 1 ? { facts, keyId: signed.keyId } : undefined
}

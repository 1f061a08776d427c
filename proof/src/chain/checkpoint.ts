import { type Envelope, sealEnvelope } from '../envelope.js'
import { readSigned } from '../read-signed.js'
import type { SigningKey, VerifyingKey } from '../signing-key.js'
import type { Link } from './entry-line.js'

/** `payloadType` of a signed checkpoint of the audit log. */
export const CHECKPOINT_TYPE = 'application/vnd.deskledger.audit-checkpoint+json'

/** `payloadType` of a signed checkpoint of the ledger chain: one of the audit log does not count for it. */
export const LEDGER_CHECKPOINT_TYPE = 'application/vnd.deskledger.ledger-checkpoint+json'

/** Says how far the chain had come at a time; signed, so that a chain that is cut or made anew contradicts it. */
export interface Checkpoint extends Link {
  readonly time: string
}

const VERSION = 1

export function sealCheckpoint(
  { sequence, hash }: Link,
  at: Date,
  key: SigningKey,
  type: string = CHECKPOINT_TYPE,
): Envelope {
  const payload = { checkpoint_version: VERSION, sequence, hash, time: at.toISOString() }
  return sealEnvelope(type, JSON.stringify(payload), key)
}

/**
 * What a checkpoint says, if it is signed.
 *
 * @param keys that may have signed it; without any, the key in the envelope counts
 */
export function readCheckpoint(
  text: string,
  keys: readonly VerifyingKey[],
  type: string = CHECKPOINT_TYPE,
): { readonly checkpoint: Checkpoint; readonly keyId: string } | undefined {
  const signed = readSigned(text, type, keys)
  if (signed === undefined) return undefined
  const value = signed.value as Checkpoint & { checkpoint_version: number }
  const { checkpoint_version: version, sequence, hash, time } = value
  return version === VERSION ? { checkpoint: { sequence, hash, time }, keyId: signed.keyId } : undefined
}

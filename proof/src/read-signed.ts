import { openEnvelope, signerOf, UnreadableEnvelopeError } from './envelope.js'
import type { VerifyingKey } from './signing-key.js'

/**
 * The JSON value that an envelope holds, if it is signed.
 *
 * @param keys that may have signed it; without any, the key in the envelope counts
 * @returns undefined for what is no such envelope, or is signed by no such key
 */
export function readSigned(
  text: string,
  type: string,
  keys: readonly VerifyingKey[],
): { readonly value: unknown; readonly keyId: string } | undefined {
  try {
    const envelope = openEnvelope(text, type)
    const signer = signerOf(envelope, keys)
    if (signer === undefined) return undefined
    return { value: JSON.parse(envelope.payload.toString('utf8')), keyId: signer.key.keyId }
  } catch (error) {
    if (error instanceof UnreadableEnvelopeError || error instanceof SyntaxError) return undefined
    throw error
  }
}

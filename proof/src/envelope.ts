import { type SigningKey, UnusableKeyError, VerifyingKey } from './signing-key.js'

/**
 * Signed bytes in JSON, as DSSE 1.0 has it (https://github.com/secure-systems-lab/dsse): tools that know DSSE verify it
 * with the public key alone. It may be reformatted: what is signed stands in `payload`.
 */
export interface Envelope {
  /** What the bytes are; signed with them. */
  readonly payloadType: string
  /** The bytes, in base64. */
  readonly payload: string
  readonly signatures: readonly EnvelopeSignature[]
}

/** One signature of an envelope. */
export interface EnvelopeSignature {
  /** Id of the key, see {@link VerifyingKey.keyId}. */
  readonly keyid: string
  /** In base64. */
  readonly sig: string
  /** The key itself, as PEM. DSSE lets readers skip it. It proves nothing by itself: anybody can put theirs here. */
  readonly public_key?: string
}

/** An envelope that was read, not verified yet. */
export interface OpenedEnvelope {
  readonly payload: Buffer
  readonly signedBytes: Buffer
  readonly signatures: readonly (EnvelopeSignature & { readonly bytes: Buffer })[]
}

/** The text is no envelope of the expected type. */
export class UnreadableEnvelopeError extends Error {
  override readonly name = 'UnreadableEnvelopeError'
}

/** Signs bytes. */
export function sealEnvelope(payloadType: string, payload: string, key: SigningKey): Envelope {
  const bytes = Buffer.from(payload, 'utf8')
  const { keyId, pem } = key.verifying
  const sig = Buffer.from(key.sign(preAuthenticationEncoding(payloadType, bytes))).toString('base64')
  return {
    payloadType,
    payload: bytes.toString('base64'),
    signatures: [{ keyid: keyId, sig, public_key: pem }],
  }
}

/** @throws {UnreadableEnvelopeError} it is none, or is about something else */
export function openEnvelope(text: string, payloadType: string): OpenedEnvelope {
  const value = parsed(text)
  if (!isEnvelope(value)) throw new UnreadableEnvelopeError('It is no signed envelope (DSSE).')
  if (value.payloadType !== payloadType) {
    throw new UnreadableEnvelopeError(`It is a ${value.payloadType}, and not a ${payloadType}.`)
  }
  const payload = Buffer.from(value.payload, 'base64')
  return {
    payload,
    signedBytes: preAuthenticationEncoding(value.payloadType, payload),
    signatures: value.signatures.map((signature) => ({ ...signature, bytes: Buffer.from(signature.sig, 'base64') })),
  }
}

/** The key whose signature holds. */
export interface Signer {
  readonly key: VerifyingKey
  /** Whether it is one that the verifier was given, and not just the one that lies in the envelope. */
  readonly isTrusted: boolean
}

/**
 * Who signed an envelope.
 *
 * @param trusted keys that may have signed it; without any, the key in the envelope counts
 * @returns undefined when no signature of such a key holds
 */
export function signerOf(
  { signedBytes, signatures }: OpenedEnvelope,
  trusted: readonly VerifyingKey[],
): Signer | undefined {
  for (const { bytes, public_key: pem } of signatures) {
    const candidates = trusted.length > 0 ? trusted : ownKey(pem)
    const key = candidates.find((candidate) => candidate.isSignature(bytes, signedBytes))
    if (key !== undefined) return { key, isTrusted: trusted.length > 0 }
  }
  return undefined
}

function ownKey(pem: string | undefined): readonly VerifyingKey[] {
  try {
    return pem === undefined ? [] : [VerifyingKey.fromPem(pem)]
  } catch (error) {
    if (error instanceof UnusableKeyError) return []
    throw error
  }
}

/** What is signed: type and bytes, each with its length, so that neither can be taken for a part of the other. */
function preAuthenticationEncoding(payloadType: string, payload: Buffer): Buffer {
  const head = `DSSEv1 ${Buffer.byteLength(payloadType)} ${payloadType} ${payload.byteLength} `
  return Buffer.concat([Buffer.from(head, 'utf8'), payload])
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new UnreadableEnvelopeError('It is not JSON.', { cause: error })
  }
}

function isEnvelope(value: unknown): value is Envelope {
  const { payloadType, payload, signatures } = (value ?? {}) as Partial<Record<keyof Envelope, unknown>>
  return (
    typeof payloadType === 'string' &&
    typeof payload === 'string' &&
    Array.isArray(signatures) &&
    signatures.every(isSignature)
  )
}

function isSignature(value: unknown): value is EnvelopeSignature {
  const { keyid, sig, public_key: pem } = (value ?? {}) as Partial<Record<keyof EnvelopeSignature, unknown>>
  return typeof keyid === 'string' && typeof sig === 'string' && (pem === undefined || typeof pem === 'string')
}

import type { Algorithm, CredentialScope, DatedScope } from './credential-scope.js'

/** The outcome of a step that may refuse. */
export type Result<Value, Failure> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: Failure }

/** `authorization` or `x-sdk-date` was not sent, or a header that SignedHeaders names. */
export interface Missing {
  readonly kind: 'missing'
  readonly header: string
}

/** A header that is signed, or that decides something here, came more than once. */
export interface Duplicate {
  readonly kind: 'duplicate'
  readonly header: string
}

/** A part of the request is not in its strict form. For a header the part is its lower-case name. */
export interface Malformed {
  readonly kind: 'malformed'
  readonly part: 'path' | 'query' | 'authorization' | 'x-sdk-date' | 'x-sdk-content-sha256' | (string & {})
}

/** The request is signed with an algorithm that is not spoken here. Name `supported` in the answer. */
export interface UnsupportedAlgorithm {
  readonly kind: 'unsupported-algorithm'
  readonly algorithm: string
  readonly supported: readonly Algorithm[]
}

/** A header that SignedHeaders has to name, but does not: `x-sdk-date`, or `x-security-token` when it is sent. */
export interface NotSigned {
  readonly kind: 'not-signed'
  readonly header: string
}

/** X-Sdk-Date is too far from the server's clock, in the past or the future. */
export interface Expired {
  readonly kind: 'expired'
  readonly signedAt: Date
  readonly serverTime: Date
}

/** A derived key (V11) for another day than X-Sdk-Date's, or for a region or service this server does not answer for. */
export interface WrongScope {
  readonly kind: 'wrong-scope'
  readonly received: DatedScope
  readonly accepted: readonly CredentialScope[]
}

/** A JSON request whose body was left out of the signature. */
export interface UnsignedPayload {
  readonly kind: 'unsigned-payload'
}

/** X-Sdk-Content-Sha256 is not the hash of the body that came. */
export interface PayloadMismatch {
  readonly kind: 'payload-mismatch'
  readonly declaredSha256: string
  readonly bodySha256: string
}

/**
 * The signature is not that of the request, or the access key is unknown: one failure for both, because whoever may
 * tell them apart can find out which keys exist. Answer both alike.
 */
export interface SignatureMismatch {
  readonly kind: 'signature-mismatch'
  /** What the server signed, lines separated by line feeds, values of secret headers replaced by `***`. */
  readonly canonicalRequest: string
}

/** Why a claim was not even read; known before the body is. */
export type ClaimFailure =
  | Missing
  | Duplicate
  | Malformed
  | UnsupportedAlgorithm
  | NotSigned
  | Expired
  | WrongScope
  | UnsignedPayload

/** Why a claim that was read does not hold. */
export type VerificationFailure = PayloadMismatch | SignatureMismatch

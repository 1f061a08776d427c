import { timingSafeEqual } from 'node:crypto'
import { canonicalRequest } from './canonical-request.js'
import type { Result, VerificationFailure } from './failure.js'
import { payloadHashLines, UNSIGNED_PAYLOAD } from './payload-hash.js'
import type { Claim } from './read-claim.js'
import { signature, signingKey } from './signature.js'
import { stringToSign } from './string-to-sign.js'
import { formatSdkDate } from './x-sdk-date.js'

/** What a claim is held against. Named, not ordered, so that a hash and a secret cannot change places. */
export interface Proof {
  /** SHA-256 of the body bytes that came, in lower-case hex; `EMPTY_PAYLOAD_HASH` without a body. */
  readonly bodySha256: string
  /** The secret key of the claim's access key, undefined when there is no such key. */
  readonly secretKey: string | undefined
}

/** Signed with when the key is unknown, so that the work is the same; what it yields never counts. */
const NO_SECRET_KEY = 'unknown access keys are checked against this text'

/** Headers that hold secrets: their values stay out of failures, and so out of answers and logs. */
const SECRET_HEADERS = new Set([
  'authorization',
  'cookie',
  'proxy-authorization',
  'x-auth-token',
  'x-security-token',
  'x-subject-token',
])

/**
 * Proves a claim: the signature is that of this request, under this key, with this body. The HMAC is computed for an
 * unknown key as well and compared in constant time, and both end in the same failure, so neither the answer nor its
 * time tells which access keys exist (spec/auth.md 2.1.1). An empty secret key counts as unknown.
 */
export function verifyClaim(claim: Claim, { bodySha256, secretKey }: Proof): Result<Claim, VerificationFailure> {
  const { declaredPayload } = claim
  if (declaredPayload !== undefined && declaredPayload !== UNSIGNED_PAYLOAD && declaredPayload !== bodySha256) {
    return { ok: false, failure: { kind: 'payload-mismatch', declaredSha256: declaredPayload, bodySha256 } }
  }
  const isKnown = secretKey !== undefined && secretKey !== ''
  const candidates = canonicalRequests(claim, bodySha256)
  const isMatch = isSignedAs(claim, candidates, isKnown ? secretKey : NO_SECRET_KEY)
  if (isKnown && isMatch) return { ok: true, value: claim }
  const [shown = ''] = canonicalRequests(withoutSecrets(claim), bodySha256)
  return { ok: false, failure: { kind: 'signature-mismatch', canonicalRequest: shown } }
}

/** Every canonical request that may be the signed one, the published rule's first. One, for plain ids and keys. */
export function canonicalRequests(claim: Claim, bodySha256: string): string[] {
  const { method, signedHeaders: headers } = claim
  return claim.uris.flatMap((uri) =>
    claim.queries.flatMap((query) =>
      payloadHashLines(claim.declaredPayload, bodySha256).map((payloadHash) =>
        canonicalRequest({ method, uri, query, headers, payloadHash }),
      ),
    ),
  )
}

/** Whether one of the candidates was signed with the secret key. Looks at all of them, whichever matches. */
export function isSignedAs(
  { authorization, signedAt }: Claim,
  candidates: readonly string[],
  secretKey: string,
): boolean {
  const { accessKey, scope } = authorization
  const key = signingKey({ accessKey, secretKey }, scope)
  const received = Buffer.from(authorization.signature)
  const matches = candidates.map((candidate) => {
    const expected = signature(key, stringToSign(formatSdkDate(signedAt), scope, candidate))
    return timingSafeEqual(Buffer.from(expected), received)
  })
  return matches.includes(true)
}

function withoutSecrets(claim: Claim): Claim {
  return {
    ...claim,
    signedHeaders: claim.signedHeaders.map(([name, value]) => [name, SECRET_HEADERS.has(name) ? '***' : value]),
  }
}

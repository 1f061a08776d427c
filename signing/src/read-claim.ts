import { type Authorization, parseAuthorization } from './authorization-header.js'
import { type HeaderPair, trimOuterSpace } from './canonical-headers.js'
import { canonicalQuery, otherOrderQueries } from './canonical-query.js'
import { canonicalUri, doublyEncodedUri } from './canonical-uri.js'
import type { CredentialScope } from './credential-scope.js'
import { decodeQuery } from './decode-query.js'
import type { ClaimFailure, Malformed, Result } from './failure.js'
import { UNSIGNED_PAYLOAD } from './payload-hash.js'
import { MalformedEncodingError } from './percent-encoding.js'
import {
  optionalValue,
  type ReceivedHeaders,
  receivedHeaders,
  requiredValue,
  signedHeader,
} from './received-headers.js'
import { Refusal, refusable } from './refusal.js'
import { formatSdkDate, parseSdkDate } from './x-sdk-date.js'

/** A request as it came, before its body. */
export interface ReceivedRequest {
  /** As on the wire: methods are case-sensitive. */
  readonly method: string
  /** Path as on the wire, without the query. */
  readonly rawPath: string
  /** Query as on the wire, without `?`; empty when there is none. */
  readonly rawQuery: string
  /** `IncomingMessage.rawHeaders`: names and values in turn, decoded as Latin-1. */
  readonly rawHeaders: readonly string[]
}

/** What the server asks of a claim. */
export interface ReadClaimOptions {
  /** The server's clock. */
  readonly now: Date
  /** How far X-Sdk-Date may be from `now`, in milliseconds; older ones could be replays (spec/auth.md 2). @default 900_000 */
  readonly maxClockSkewMs?: number | undefined
  /** Regions and services whose derived keys (V11) are taken. @default none, so every derived key is refused */
  readonly derivedScopes?: readonly CredentialScope[] | undefined
  /**
   * Whether a JSON request may leave its body out of the signature. Official clients do so for other content types only
   * (spec/auth.md 2.2), where it is always taken: see `Claim.isPayloadSigned`. @default false
   */
  readonly allowUnsignedJsonPayload?: boolean | undefined
}

/**
 * Who a request says it is from, in good form and in time, but **not proven**: that is `verifyClaim`'s part. Holds
 * secrets (the security token, signed header values): never log it.
 */
export interface Claim {
  readonly authorization: Authorization
  readonly signedAt: Date
  /** The session token, always signed. A temporary key pair is valid only together with its token. */
  readonly securityToken: string | undefined
  /** False when the sender put UNSIGNED-PAYLOAD for the hash: then nothing protects the body. */
  readonly isPayloadSigned: boolean
  /** X-Sdk-Content-Sha256: a hash in hex, UNSIGNED-PAYLOAD, or undefined when not sent. */
  readonly declaredPayload: string | undefined
  readonly method: string
  readonly signedHeaders: readonly HeaderPair[]
  /** Canonical URIs, any of which may be the signed one; the published rule's comes first (spec/auth.md 2.1.5). */
  readonly uris: readonly string[]
  /** Canonical queries, any of which may be the signed one; the published order comes first (spec/auth.md 2.1.6). */
  readonly queries: readonly string[]
}

/** Besides the signed ones: headers that decide something here or in the routes, so must not be open to two readings. */
const SENT_ONCE = ['authorization', 'content-type', 'host', 'x-domain-id', 'x-project-id', 'x-sdk-date']

/**
 * Reads the claim of a signed request and checks all that takes neither the secret key nor the body: the algorithm
 * (refused unless known), the form of each part, every signed header present exactly once, X-Sdk-Date signed and in
 * time, X-Security-Token signed when sent, the scope of a derived key. Whatever a client sends, a failure is a value.
 */
export function readClaim(request: ReceivedRequest, options: ReadClaimOptions): Result<Claim, ClaimFailure> {
  return refusable(() => {
    const headers = receivedHeaders(request.rawHeaders)
    for (const name of SENT_ONCE) optionalValue(headers, name)
    const authorization = parseAuthorization(requiredValue(headers, 'authorization'))
    const signedAt = readDate(headers, options)
    checkScope(authorization, signedAt, options)
    checkSigned(headers, authorization, ['x-sdk-date', 'x-security-token'])
    const declaredPayload = readDeclaredPayload(headers, options)
    return {
      authorization,
      signedAt,
      securityToken: optionalValue(headers, 'x-security-token'),
      isPayloadSigned: declaredPayload !== UNSIGNED_PAYLOAD,
      declaredPayload,
      method: request.method,
      signedHeaders: authorization.signedHeaders.map((name) => signedHeader(headers, name)),
      uris: readPath(request.rawPath),
      queries: readQuery(request.rawQuery),
    }
  })
}

function readDate(headers: ReceivedHeaders, { now, maxClockSkewMs = 900_000 }: ReadClaimOptions): Date {
  const signedAt = parseSdkDate(trimOuterSpace(requiredValue(headers, 'x-sdk-date')))
  if (signedAt === undefined) throw new Refusal({ kind: 'malformed', part: 'x-sdk-date' })
  const isInTime = Math.abs(now.getTime() - signedAt.getTime()) <= maxClockSkewMs
  if (!isInTime) throw new Refusal({ kind: 'expired', signedAt, serverTime: now })
  return signedAt
}

function checkSigned(headers: ReceivedHeaders, { signedHeaders }: Authorization, names: readonly string[]): void {
  const header = names.find((name) => optionalValue(headers, name) !== undefined && !signedHeaders.includes(name))
  if (header !== undefined) throw new Refusal({ kind: 'not-signed', header })
}

function checkScope({ scope }: Authorization, signedAt: Date, { derivedScopes = [] }: ReadClaimOptions): void {
  if (scope === undefined) return
  const isOurs = derivedScopes.some(({ regionId, service }) => regionId === scope.regionId && service === scope.service)
  if (!isOurs || scope.date !== formatSdkDate(signedAt).slice(0, 8)) {
    throw new Refusal({ kind: 'wrong-scope', received: scope, accepted: derivedScopes })
  }
}

function readDeclaredPayload(headers: ReceivedHeaders, options: ReadClaimOptions): string | undefined {
  const value = optionalValue(headers, 'x-sdk-content-sha256')
  if (value === undefined) return undefined
  const declared = trimOuterSpace(value)
  if (declared !== UNSIGNED_PAYLOAD) {
    if (/^[0-9a-f]{64}$/.test(declared)) return declared
    throw new Refusal({ kind: 'malformed', part: 'x-sdk-content-sha256' })
  }
  if (isJson(headers) && options.allowUnsignedJsonPayload !== true) throw new Refusal({ kind: 'unsigned-payload' })
  return declared
}

/** JSON as the official clients see it when they decide whether to sign the body: BSON counts as well. */
function isJson(headers: ReceivedHeaders): boolean {
  return /^\s*application\/(?:[^\s;]*\+)?(?:json|bson)\b/i.test(optionalValue(headers, 'content-type') ?? '')
}

function readPath(rawPath: string): string[] {
  if (!rawPath.startsWith('/')) throw new Refusal({ kind: 'malformed', part: 'path' })
  return decodable('path', () => distinct([canonicalUri(rawPath), doublyEncodedUri(rawPath)]))
}

function readQuery(rawQuery: string): string[] {
  return decodable('query', () => {
    const pairs = decodeQuery(rawQuery)
    return distinct([canonicalQuery(pairs), ...otherOrderQueries(pairs)])
  })
}

function decodable<Value>(part: Malformed['part'], read: () => Value): Value {
  try {
    return read()
  } catch (error) {
    if (error instanceof MalformedEncodingError) throw new Refusal({ kind: 'malformed', part })
    throw error
  }
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)]
}

import type { Clock, Credentials, Principal, SigningKey } from '@deskledger/domain'
import { EMPTY_PAYLOAD_HASH } from '@deskledger/signing'
import { type Claim, readClaim, type VerificationFailure, verifyClaim } from '@deskledger/signing/verify'
import type { FastifyRequest } from 'fastify'
import type { ApiFailure } from '../answer/api-failure.js'
import { FailureThrottle } from './failure-throttle.js'
import { refusalOf, unauthenticated } from './refusal-text.js'
import { sessionTokenIn } from './session-cookie.js'
import { principalOf, tokenIn } from './token.js'

/** The service that derived keys (V11) are for, as the official clients name it. */
const SERVICE = 'workspace'

/** How far X-Sdk-Date may be from the server's clock, in milliseconds (spec/auth.md 2). */
export const MAX_CLOCK_SKEW_MS = 15 * 60_000

/** Stands for the hash of a body in refusals that do not tell it. */
const HASH_OF_BODY = 'hash of the body'

/** What proving an identity takes. */
export interface AuthenticatorParts {
  readonly credentials: Credentials
  readonly clock: Clock
  readonly region: string
}

/** What a request says about its sender; not proven yet. Holds secrets: never log it. */
export type IdentityClaim =
  | {
      readonly kind: 'signature'
      readonly claim: Claim
      /** Refusals do not tell the hash of the body: that of an unknown key, given before the body came, could not. */
      readonly hidesBodyHash?: boolean
    }
  | { readonly kind: 'token'; readonly token: string }

/** What of a request its claim is read from. */
export interface ClaimSource extends Pick<FastifyRequest, 'target' | 'ip'> {
  readonly raw: Pick<FastifyRequest['raw'], 'method' | 'headers' | 'rawHeaders'>
  readonly routeOptions?: Pick<FastifyRequest['routeOptions'], 'config'>
}

/** Finds out who sends a request, in two steps with the body between them. */
export class Authenticator {
  private readonly throttle: FailureThrottle

  constructor(private readonly parts: AuthenticatorParts) {
    this.throttle = new FailureThrottle(parts.clock)
  }

  /**
   * What the headers claim; not proven yet. A token beside a signature is not looked at (spec/auth.md 1).
   *
   * @throws {ApiFailure} `unauthenticated`
   */
  claim({ raw, target, ip, routeOptions }: ClaimSource): IdentityClaim {
    const token =
      tokenIn(raw, 'x-auth-token') ??
      sessionTokenIn({ headers: raw.headers, operationId: routeOptions?.config.operationId })
    if (token !== undefined && raw.headers.authorization === undefined) return { kind: 'token', token }
    const claim = readClaim(
      {
        method: raw.method ?? '',
        rawPath: target.rawPath,
        rawQuery: target.rawQuery,
        rawHeaders: raw.rawHeaders,
      },
      {
        now: this.parts.clock(),
        maxClockSkewMs: MAX_CLOCK_SKEW_MS,
        derivedScopes: [{ regionId: this.parts.region, service: SERVICE }],
      },
    )
    if (!claim.ok) throw refusalOf(claim.failure)
    this.refuseGuessing(claim.value, ip)
    return { kind: 'signature', claim: claim.value }
  }

  /**
   * Whose request it is, if that can be proven while its body is still to come: by a token, or by a signature that goes
   * with X-Sdk-Content-Sha256. The body may turn out to be another one: {@link prove} has the last word.
   *
   * @returns undefined when only the body can tell
   * @throws {ApiFailure} `unauthenticated`
   */
  async proveAhead(identity: IdentityClaim, address: string): Promise<Principal | undefined> {
    if (identity.kind === 'token') return this.prove(identity, '', address)
    const { declaredPayload, isPayloadSigned } = identity.claim
    return declaredPayload === undefined || !isPayloadSigned
      ? undefined
      : this.prove(identity, declaredPayload, address)
  }

  /**
   * Looks at the claim of a large body that is still to come, where {@link proveAhead} could not tell: refuses a key that
   * does not exist, in the words of a wrong signature, and a body that is not signed.
   *
   * @returns what {@link prove} has to be given, so that its words are the same
   * @throws {ApiFailure} `unauthenticated`
   */
  async demandKey(identity: IdentityClaim, address: string): Promise<IdentityClaim> {
    if (identity.kind === 'token') return identity
    if (!identity.claim.isPayloadSigned) throw unsignedBody()
    const hiding = { ...identity, hidesBodyHash: true }
    if ((await this.keyOf(identity.claim)) === undefined) await this.prove(hiding, HASH_OF_BODY, address)
    return hiding
  }

  /**
   * Whose request it is, proven by a token, or by the signature over all of it.
   *
   * @param bodySha256 hash of the bytes that came, in hex
   * @throws {ApiFailure} `unauthenticated`
   */
  async prove(identity: IdentityClaim, bodySha256: string, address: string): Promise<Principal> {
    if (identity.kind === 'token') return principalOf(await this.parts.credentials.token(identity.token)).principal
    const { claim } = identity
    const { accessKey } = claim.authorization
    const key = await this.keyOf(claim)
    // Looked at again: many guesses may have been under way at once.
    this.refuseGuessing(claim, address)
    if (!claim.isPayloadSigned && bodySha256 !== EMPTY_PAYLOAD_HASH) {
      throw unsignedBody()
    }
    const proof = verifyClaim(claim, { bodySha256, secretKey: key?.secretKey })
    if (proof.ok && key !== undefined) {
      this.throttle.succeeded(accessKey, address)
      return key.principal
    }
    if (proof.ok) throw new Error('A claim was verified without a key.')
    if (proof.failure.kind === 'signature-mismatch') this.throttle.failed(accessKey, address)
    throw refusalOf(identity.hidesBodyHash ? withoutBodyHash(proof.failure, bodySha256) : proof.failure)
  }

  /** A temporary key is one only together with its security token, a permanent one only without. */
  private async keyOf({ authorization, securityToken }: Claim): Promise<SigningKey | undefined> {
    const { accessKey } = authorization
    const { credentials } = this.parts
    return securityToken === undefined
      ? credentials.accessKey(accessKey)
      : credentials.temporaryKey(accessKey, securityToken)
  }

  private refuseGuessing({ authorization }: Claim, address: string): void {
    if (this.throttle.isRefused(authorization.accessKey, address)) {
      throw unauthenticated('AK access failed to reach the limit,forbidden')
    }
  }
}

function withoutBodyHash(failure: VerificationFailure, bodySha256: string): VerificationFailure {
  if (failure.kind !== 'signature-mismatch') return failure
  // It is the last line.
  return { ...failure, canonicalRequest: failure.canonicalRequest.slice(0, -bodySha256.length) + HASH_OF_BODY }
}

function unsignedBody(): ApiFailure {
  return unauthenticated('the body has to be signed, not UNSIGNED-PAYLOAD')
}

import type { Clock, Credentials, Principal, SigningKey } from '@deskledger/domain'
import { EMPTY_PAYLOAD_HASH } from '@deskledger/signing'
import { type Claim, readClaim, verifyClaim } from '@deskledger/signing/verify'
import type { FastifyRequest } from 'fastify'
import { FailureThrottle } from './failure-throttle.js'
import { refusalOf, unauthenticated } from './refusal-text.js'
import { sessionTokenIn } from './session-cookie.js'
import { principalOf, tokenIn } from './token.js'

/** The service that derived keys (V11) are for, as the official clients name it. */
const SERVICE = 'workspace'

/** How far X-Sdk-Date may be from the server's clock, in milliseconds (spec/auth.md 2). */
export const MAX_CLOCK_SKEW_MS = 15 * 60_000

/** What proving an identity takes. */
export interface AuthenticatorParts {
  readonly credentials: Credentials
  readonly clock: Clock
  readonly region: string
}

/** What a request says about its sender; not proven yet. Holds secrets: never log it. */
export type IdentityClaim =
  | { readonly kind: 'signature'; readonly claim: Claim }
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
      throw unauthenticated('the body has to be signed, not UNSIGNED-PAYLOAD')
    }
    const proof = verifyClaim(claim, { bodySha256, secretKey: key?.secretKey })
    if (proof.ok && key !== undefined) {
      this.throttle.succeeded(accessKey, address)
      return key.principal
    }
    if (proof.ok) throw new Error('A claim was verified without a key.')
    if (proof.failure.kind === 'signature-mismatch') this.throttle.failed(accessKey, address)
    throw refusalOf(proof.failure)
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

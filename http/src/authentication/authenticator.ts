import type { AccessKeyStore, Clock, Principal } from '@deskledger/domain'
import { EMPTY_PAYLOAD_HASH } from '@deskledger/signing'
import { type Claim, readClaim, verifyClaim } from '@deskledger/signing/verify'
import type { FastifyRequest } from 'fastify'
import { FailureThrottle } from './failure-throttle.js'
import { refusalOf, unauthenticated } from './refusal-text.js'

/** The service that derived keys (V11) are for, as the official clients name it. */
const SERVICE = 'workspace'

/** What proving an identity takes. */
export interface AuthenticatorParts {
  readonly accessKeys: AccessKeyStore
  readonly clock: Clock
  readonly region: string
}

/** Finds out who sends a request, in two steps with the body between them. */
export class Authenticator {
  private readonly throttle: FailureThrottle

  constructor(private readonly parts: AuthenticatorParts) {
    this.throttle = new FailureThrottle(parts.clock)
  }

  /**
   * What the headers claim; not proven yet.
   *
   * @throws {ApiFailure} `unauthenticated`
   */
  claim(request: FastifyRequest): Claim {
    const { raw, target } = request
    if (raw.headers['x-auth-token'] !== undefined && raw.headers.authorization === undefined) {
      throw unauthenticated('tokens are not available here yet, sign the request with an access key')
    }
    if (raw.headers['x-security-token'] !== undefined) {
      throw unauthenticated('temporary access keys are not available here yet, leave X-Security-Token out')
    }
    const claim = readClaim(
      {
        method: raw.method ?? '',
        rawPath: target.rawPath,
        rawQuery: target.rawQuery,
        rawHeaders: raw.rawHeaders,
      },
      { now: this.parts.clock(), derivedScopes: [{ regionId: this.parts.region, service: SERVICE }] },
    )
    if (!claim.ok) throw refusalOf(claim.failure)
    this.refuseGuessing(claim.value, request.ip)
    return claim.value
  }

  /**
   * Whose request it is, proven by the signature over all of it.
   *
   * @param bodySha256 hash of the bytes that came, in hex
   * @throws {ApiFailure} `unauthenticated`
   */
  async prove(claim: Claim, bodySha256: string, address: string): Promise<Principal> {
    const { accessKey } = claim.authorization
    const key = await this.parts.accessKeys.find(accessKey)
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

  private refuseGuessing({ authorization }: Claim, address: string): void {
    if (this.throttle.isRefused(authorization.accessKey, address)) {
      throw unauthenticated('AK access failed to reach the limit,forbidden')
    }
  }
}

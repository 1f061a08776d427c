import {
  type Administration,
  type Clock,
  type IssuedToken,
  type SignIn,
  type SignInRequest,
  WrongPasswordError,
} from '@deskledger/domain'
import type { FastifyRequest } from 'fastify'
import { ApiFailure } from '../answer/api-failure.js'
import { userOf } from '../audit/actor.js'
import { FailureThrottle, REFUSED_MS } from './failure-throttle.js'

/** What signing in takes. */
export interface PasswordSignInParts {
  readonly signIn: SignIn
  readonly administration: Administration
  readonly clock: Clock
}

/** Signs users in. Guessing is slowed down for the guesser's address only, so that no owner is locked out. */
export class PasswordSignIn {
  private readonly throttle: FailureThrottle

  constructor(private readonly parts: PasswordSignInParts) {
    this.throttle = new FailureThrottle(parts.clock)
  }

  /**
   * @param request learns who it is that signs in, or wants to, for the audit log
   * @throws {ApiFailure} `tooManyRequests`: too many wrong passwords for this user from this address
   * @throws {WrongPasswordError} for whatever is wrong about account, user and password
   */
  async signIn(order: SignInRequest, request: Pick<FastifyRequest, 'ip' | 'auditActor'>): Promise<IssuedToken> {
    const { accountName, userName } = order
    const accountId = this.parts.administration.directory.named('account', accountName)?.id
    request.auditActor = { kind: 'unproven', accountId, userName }
    const address = request.ip
    const guessed = `${accountName}/${userName}`
    const refuseGuessing = (): void => {
      if (this.throttle.isRefused(guessed, address)) throw tooManyGuesses()
    }
    refuseGuessing()
    const issued = await this.parts.signIn.withPassword(order).catch((error: unknown) => {
      if (error instanceof WrongPasswordError) this.throttle.failed(guessed, address)
      throw error
    })
    // Looked at again: many guesses may have been under way at once.
    refuseGuessing()
    this.throttle.succeeded(guessed, address)
    request.auditActor = userOf(issued.principal, 'password')
    return issued
  }
}

function tooManyGuesses(): ApiFailure {
  const seconds = REFUSED_MS / 1000
  return new ApiFailure('tooManyRequests', `Too many wrong passwords from here; try again in ${seconds} seconds.`, {
    headers: { 'retry-after': String(seconds) },
  })
}

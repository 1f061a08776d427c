import { type Clock, type IssuedToken, type SignIn, type SignInRequest, WrongPasswordError } from '@deskledger/domain'
import { ApiFailure } from '../answer/api-failure.js'
import { FailureThrottle, REFUSED_MS } from './failure-throttle.js'

/** Signs users in. Guessing is slowed down for the guesser's address only, so that no owner is locked out. */
export class PasswordSignIn {
  private readonly throttle: FailureThrottle

  constructor(private readonly parts: { readonly signIn: SignIn; readonly clock: Clock }) {
    this.throttle = new FailureThrottle(parts.clock)
  }

  /**
   * @param address where the request came from
   * @throws {ApiFailure} `tooManyRequests`: too many wrong passwords for this user from this address
   * @throws {WrongPasswordError} for whatever is wrong about account, user and password
   */
  async signIn(order: SignInRequest, address: string): Promise<IssuedToken> {
    const guessed = `${order.accountName}/${order.userName}`
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
    return issued
  }
}

function tooManyGuesses(): ApiFailure {
  const seconds = REFUSED_MS / 1000
  return new ApiFailure('tooManyRequests', `Too many wrong passwords from here; try again in ${seconds} seconds.`, {
    headers: { 'retry-after': String(seconds) },
  })
}

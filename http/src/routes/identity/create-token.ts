import type { SignInRequest } from '@deskledger/domain'
import { WrongPasswordError } from '@deskledger/domain'
import { ApiFailure } from '../../answer/api-failure.js'
import { sendAnswer } from '../../answer/send-answer.js'
import { userOf } from '../../audit/actor.js'
import { FailureThrottle, REFUSED_MS } from '../../authentication/failure-throttle.js'
import { readJsonBody } from '../../body/json-body.js'
import type { HttpParts } from '../../http-parts.js'
import { readQuery } from '../../reading/query.js'
import { toTokenDescription } from '../../wire/identity.js'
import type { Handler } from '../operation-route.js'

const ID = 'KeystoneCreateUserTokenByPassword'

/** `POST /v3/auth/tokens`. Guessing is slowed down for the guesser's address only, so that no owner is locked out. */
export function createToken({ signIn, administration, clock }: HttpParts): Handler {
  const throttle = new FailureThrottle(clock)
  return async (request, reply) => {
    const { nocatalog } = readQuery(ID, request)
    const { identity, scope } = readJsonBody(ID, request).auth
    const { name: userName, password, domain } = identity.password.user
    const accountId = administration.directory.named('account', domain.name)?.id
    request.auditActor = { kind: 'unproven', accountId, userName }
    const guessed = `${domain.name}/${userName}`
    const refuseGuessing = (): void => {
      if (throttle.isRefused(guessed, request.ip)) throw tooManyGuesses()
    }
    refuseGuessing()
    const order: SignInRequest = { accountName: domain.name, userName, password, scope }
    const issued = await signIn.withPassword(order).catch((error: unknown) => {
      if (error instanceof WrongPasswordError) throttle.failed(guessed, request.ip)
      throw error
    })
    // Looked at again: many guesses may have been under way at once.
    refuseGuessing()
    throttle.succeeded(guessed, request.ip)
    request.auditActor = userOf(issued.principal, 'password')
    const description = toTokenDescription(
      administration.directory,
      issued.principal,
      issued.session,
      nocatalog === undefined,
    )
    return sendAnswer(reply.header('x-subject-token', issued.token), ID, description)
  }
}

function tooManyGuesses(): ApiFailure {
  const seconds = REFUSED_MS / 1000
  return new ApiFailure('tooManyRequests', `Too many wrong passwords from here; try again in ${seconds} seconds.`, {
    headers: { 'retry-after': String(seconds) },
  })
}

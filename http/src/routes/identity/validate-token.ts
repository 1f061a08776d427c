import { ApiFailure } from '../../answer/api-failure.js'
import { sendAnswer } from '../../answer/send-answer.js'
import { tokenIn } from '../../authentication/token.js'
import type { HttpParts } from '../../http-parts.js'
import { readQuery } from '../../reading/query.js'
import { toTokenDescription } from '../../wire/identity.js'
import type { Handler } from '../operation-route.js'

const ID = 'KeystoneValidateToken'

/** `GET /v3/auth/tokens` describes the token in X-Subject-Token, for its own account only. */
export function validateToken({ credentials, administration }: HttpParts): Handler {
  return async (request, reply) => {
    const { nocatalog } = readQuery(ID, request)
    const token = tokenIn(request.raw, 'x-subject-token')
    if (token === undefined) throw invalid('is missing; it holds the token to describe')
    const state = await credentials.token(token)
    if (state.kind !== 'valid' || state.principal.account.id !== request.principal.account.id) {
      throw invalid('is no valid token of this account')
    }
    const description = toTokenDescription(
      administration.directory,
      state.principal,
      state.session,
      nocatalog === undefined,
    )
    return sendAnswer(reply.header('x-subject-token', token), ID, description)
  }
}

function invalid(problem: string): ApiFailure {
  return new ApiFailure('invalidParameter', `The header X-Subject-Token ${problem}.`)
}

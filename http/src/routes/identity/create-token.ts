import { sendAnswer } from '../../answer/send-answer.js'
import { readJsonBody } from '../../body/json-body.js'
import { readQuery } from '../../reading/query.js'
import { toTokenDescription } from '../../wire/identity.js'
import type { Handler, RouteParts } from '../operation-route.js'

const ID = 'KeystoneCreateUserTokenByPassword'

/** `POST /v3/auth/tokens`. */
export function createToken({ passwordSignIn, administration }: RouteParts): Handler {
  return async (request, reply) => {
    const { nocatalog } = readQuery(ID, request)
    const { identity, scope } = readJsonBody(ID, request).auth
    const { name: userName, password, domain } = identity.password.user
    const { token, principal, session } = await passwordSignIn.signIn(
      { accountName: domain.name, userName, password, scope },
      request,
    )
    const description = toTokenDescription(administration.directory, principal, session, nocatalog === undefined)
    return sendAnswer(reply.header('x-subject-token', token), ID, description)
  }
}

import { sendAnswer } from '../../answer/send-answer.js'
import { sessionCookie } from '../../authentication/session-cookie.js'
import { readJsonBody } from '../../body/json-body.js'
import { toBrowserSession } from '../../wire/browser-session.js'
import type { Handler, RouteParts } from '../operation-route.js'

const ID = 'CreateBrowserSession'

/** `POST /v1/browser-session` signs in and puts the token where no script finds it. */
export function createBrowserSession({ passwordSignIn, clock, ...parts }: RouteParts): Handler {
  return async (request, reply) => {
    const { account, user_name: userName, password } = readJsonBody(ID, request)
    const { token, principal, session } = await passwordSignIn.signIn(
      { accountName: account, userName, password },
      request,
    )
    const lifetimeMs = session.expiresAt.getTime() - clock().getTime()
    reply.header('set-cookie', sessionCookie(token, lifetimeMs, request))
    return sendAnswer(reply, ID, toBrowserSession(principal, session.expiresAt, parts))
  }
}

import { sendDone } from '../../answer/send-answer.js'
import { NO_SESSION_COOKIE, sessionTokenIn } from '../../authentication/session-cookie.js'
import type { Handler, RouteParts } from '../operation-route.js'

const ID = 'DeleteBrowserSession'

/** `DELETE /v1/browser-session` ends the token, so that a copy of the cookie is worth nothing either. */
export function deleteBrowserSession({ signIn }: RouteParts): Handler {
  return async ({ headers }, reply) => {
    const token = sessionTokenIn({ headers, operationId: ID })
    if (token !== undefined) await signIn.signOut(token)
    return sendDone(reply.header('set-cookie', NO_SESSION_COOKIE), ID)
  }
}

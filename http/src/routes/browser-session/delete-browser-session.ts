import { sendDone } from '../../answer/send-answer.js'
import { NO_SESSION_COOKIE } from '../../authentication/session-cookie.js'
import type { Handler, RouteParts } from '../operation-route.js'
import { tokenOf } from './token-of.js'

/** `DELETE /v1/browser-session` ends the token, so that a copy of the cookie is worth nothing either. */
export function deleteBrowserSession({ signIn }: RouteParts): Handler {
  return async (request, reply) => {
    await signIn.signOut(tokenOf(request))
    return sendDone(reply.header('set-cookie', NO_SESSION_COOKIE), 'DeleteBrowserSession')
  }
}

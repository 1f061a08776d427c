import { sendAnswer } from '../../answer/send-answer.js'
import { principalOf } from '../../authentication/token.js'
import { toBrowserSession } from '../../wire/browser-session.js'
import type { Handler, RouteParts } from '../operation-route.js'
import { tokenOf } from './token-of.js'

const ID = 'ShowBrowserSession'

/** `GET /v1/browser-session`: whose session it is. */
export function showBrowserSession({ credentials, ...parts }: RouteParts): Handler {
  return async (request, reply) => {
    const { principal, session } = principalOf(await credentials.token(tokenOf(request)))
    return sendAnswer(reply, ID, toBrowserSession(principal, session, parts))
  }
}

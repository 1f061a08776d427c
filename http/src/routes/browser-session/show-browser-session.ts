import { sendAnswer } from '../../answer/send-answer.js'
import { principalOf } from '../../authentication/token.js'
import { toBrowserSession } from '../../wire/browser-session.js'
import type { Handler, RouteParts } from '../operation-route.js'

const ID = 'ShowBrowserSession'

/** `GET /v1/browser-session`: whose session it is. */
export function showBrowserSession({ credentials, ...parts }: RouteParts): Handler {
  return async ({ identity, principal }, reply) => {
    const expiresAt =
      identity.kind === 'token' ? principalOf(await credentials.token(identity.token)).session.expiresAt : undefined
    return sendAnswer(reply, ID, toBrowserSession(principal, expiresAt, parts))
  }
}

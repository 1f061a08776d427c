import { sendAnswer } from '../../answer/send-answer.js'
import type { HttpParts } from '../../http-parts.js'
import { toSigningKeyView } from '../../wire/signing-key.js'
import type { Handler } from '../operation-route.js'

/** `GET /v1/signing-keys` */
export function listSigningKeys({ signingKeys }: Pick<HttpParts, 'signingKeys'>): Handler {
  return async (_request, reply) =>
    sendAnswer(reply, 'ListSigningKeys', { signing_keys: signingKeys.map(toSigningKeyView) })
}

import { sendAnswer } from '../../answer/send-answer.js'
import type { Handler } from '../operation-route.js'
import { addressOf } from './address.js'

/** `GET /v3/auth/domains`: the caller's account. */
export function listAuthDomains(): Handler {
  return async (request, reply) => {
    const { id, name, isEnabled } = request.principal.account
    const selfOf = addressOf(request)
    return sendAnswer(reply, 'KeystoneListAuthDomains', {
      domains: [{ id, name, enabled: isEnabled, description: '', links: { self: selfOf(`/v3/domains/${id}`) } }],
      links: { self: selfOf('/v3/auth/domains') },
    })
  }
}

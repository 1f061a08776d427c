import { LIMITS } from '@deskledger/contract'
import { sendAnswer } from '../../answer/send-answer.js'
import { userOf } from '../../audit/actor.js'
import { unauthenticated } from '../../authentication/refusal-text.js'
import { principalOf, tokenIn } from '../../authentication/token.js'
import { readJsonBody } from '../../body/json-body.js'
import type { HttpParts } from '../../http-parts.js'
import { toMicroseconds } from '../../wire/identity.js'
import type { Handler } from '../operation-route.js'

const ID = 'CreateTemporaryAccessKeyByToken'

/** `POST /v3.0/OS-CREDENTIAL/securitytokens`. The token in the body goes before that of the header. */
export function createTemporaryAccessKey({ credentials, signIn }: HttpParts): Handler {
  return async (request, reply) => {
    const { token: asked = {} } = readJsonBody(ID, request).auth.identity
    const token = asked.id ?? tokenIn(request.raw, 'x-auth-token')
    if (token === undefined) throw unauthenticated('x-auth-token not found; send a token')
    const { principal } = principalOf(await credentials.token(token))
    request.auditActor = userOf(principal, principal.credential)
    const seconds = asked.duration_seconds ?? LIMITS.temporaryKeySeconds.min
    const key = await signIn.temporaryKey(principal, seconds * 1000)
    return sendAnswer(reply, ID, {
      credential: {
        access: key.accessKey,
        secret: key.secretKey,
        securitytoken: key.securityToken,
        expires_at: toMicroseconds(key.expiresAt),
      },
    })
  }
}

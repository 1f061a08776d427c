import { sendAnswer, sendDone } from '../../answer/send-answer.js'
import { readJsonBody } from '../../body/json-body.js'
import type { HttpParts } from '../../http-parts.js'
import { pathParameter } from '../../reading/path-parameters.js'
import { toAccessKeyView, toNewAccessKey } from '../../wire/administration.js'
import { once } from '../once.js'
import type { Handler } from '../operation-route.js'

/** `GET /admin/v1/users/{user_id}/access-keys` */
export function listAccessKeys({ administration }: HttpParts): Handler {
  return async ({ principal, pathParameters }, reply) => {
    const { id } = administration.user(principal.user, pathParameter(pathParameters, 'user_id'))
    const keys = administration.directory.keysOf(id)
    return sendAnswer(reply, 'ListAccessKeys', { access_keys: keys.map(toAccessKeyView) })
  }
}

/** `POST /admin/v1/users/{user_id}/access-keys` */
export function createAccessKey(parts: HttpParts): Handler {
  return once(parts, async ({ principal, pathParameters }, reply) => {
    const userId = pathParameter(pathParameters, 'user_id')
    const { key, secretKey } = await parts.administration.createAccessKey(principal.user, userId)
    return sendAnswer(reply, 'CreateAccessKey', toNewAccessKey(key, secretKey))
  })
}

/** `PATCH /admin/v1/access-keys/{access_key}` */
export function updateAccessKey(parts: HttpParts): Handler {
  return once(parts, async (request, reply) => {
    const accessKey = pathParameter(request.pathParameters, 'access_key')
    const { enabled } = readJsonBody('UpdateAccessKey', request)
    const key = await parts.administration.enableAccessKey(request.principal.user, accessKey, enabled)
    return sendAnswer(reply, 'UpdateAccessKey', toAccessKeyView(key))
  })
}

/** `DELETE /admin/v1/access-keys/{access_key}` */
export function deleteAccessKey({ administration }: HttpParts): Handler {
  return async ({ principal, pathParameters }, reply) => {
    await administration.deleteAccessKey(principal.user, pathParameter(pathParameters, 'access_key'))
    return sendDone(reply, 'DeleteAccessKey')
  }
}

import { sendAnswer, sendDone } from '../../answer/send-answer.js'
import { readJsonBody } from '../../body/json-body.js'
import type { HttpParts } from '../../http-parts.js'
import { pathParameter } from '../../reading/path-parameters.js'
import { toGrantOrder, toGrantView } from '../../wire/administration.js'
import { once } from '../once.js'
import type { Handler } from '../operation-route.js'

/** `GET /admin/v1/grants` */
export function listGrants({ administration }: HttpParts): Handler {
  return async ({ principal }, reply) => {
    const grants = administration.directory.all('grant', principal.account.id)
    return sendAnswer(reply, 'ListGrants', { grants: grants.map(toGrantView) })
  }
}

/** `POST /admin/v1/grants` */
export function createGrant(parts: HttpParts): Handler {
  return once(parts, async (request, reply) => {
    const order = toGrantOrder(readJsonBody('CreateGrant', request))
    const grant = await parts.administration.createGrant(request.principal.user, order)
    return sendAnswer(reply, 'CreateGrant', toGrantView(grant))
  })
}

/** `DELETE /admin/v1/grants/{grant_id}` */
export function deleteGrant({ administration }: HttpParts): Handler {
  return async ({ principal, pathParameters }, reply) => {
    await administration.deleteGrant(principal.user, pathParameter(pathParameters, 'grant_id'))
    return sendDone(reply, 'DeleteGrant')
  }
}

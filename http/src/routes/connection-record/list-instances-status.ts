import type { FastifyInstance } from 'fastify'
import { clientGone } from '../../answer/client-gone.js'
import { sendJson } from '../../answer/send-json.js'
import type { HttpParts } from '../../http-parts.js'
import { readQuery } from '../../reading/query.js'
import { toDesktopStatusCounts } from '../../wire/desktop-counts.js'
import { operationRoute } from '../operation-route.js'

/** `GET /v2/{project_id}/connections/status` */
export function listInstancesStatus(app: FastifyInstance, { records }: HttpParts): void {
  operationRoute(app, 'ListInstancesStatus', async (request, reply) => {
    readQuery('ListInstancesStatus', request, reply)
    const counts = await records.countDesktops(request.projectScope, { signal: clientGone(reply) })
    return sendJson(reply, toDesktopStatusCounts(request.projectScope.projectId, counts))
  })
}

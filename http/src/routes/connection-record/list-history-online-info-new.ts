import type { FastifyInstance } from 'fastify'
import { clientGone } from '../../answer/client-gone.js'
import { sendJson } from '../../answer/send-json.js'
import type { HttpParts } from '../../http-parts.js'
import { readQuery } from '../../reading/query.js'
import { toOnlineCounts, toOnlineWindow } from '../../wire/online-users.js'
import { operationRoute } from '../operation-route.js'

/** `GET /v2/{project_id}/connections/online-users` */
export function listHistoryOnlineInfoNew(app: FastifyInstance, { records, clock }: HttpParts): void {
  operationRoute(app, 'ListHistoryOnlineInfoNew', async (request, reply) => {
    const window = toOnlineWindow(readQuery('ListHistoryOnlineInfoNew', request, reply), clock())
    const question = { ...window, scope: request.projectScope }
    const counts = await records.countOnlineUsers(question, { signal: clientGone(reply) })
    return sendJson(reply, toOnlineCounts(counts, window.bucket))
  })
}

import type { ExportTaskReference } from '@deskledger/contract'
import type { FastifyInstance } from 'fastify'
import { sendJson } from '../../answer/send-json.js'
import type { HttpParts } from '../../http-parts.js'
import { readQuery } from '../../reading/query.js'
import { toExportOrder, toRequester } from '../../wire/export-order.js'
import { operationRoute } from '../operation-route.js'

/** `GET /v3/{project_id}/desktops/connections/export` */
export function exportUserConnectionNew(app: FastifyInstance, { exportTasks, defaultFormat }: HttpParts): void {
  operationRoute(app, 'ExportUserConnectionNew', async (request, reply) => {
    const query = readQuery('ExportUserConnectionNew', request, reply)
    const { taskId } = await exportTasks.submit({
      ...toExportOrder(query, defaultFormat),
      scope: request.projectScope,
      requestedBy: toRequester(request.principal),
    })
    const answer: ExportTaskReference = { task_id: taskId }
    return sendJson(reply, answer)
  })
}

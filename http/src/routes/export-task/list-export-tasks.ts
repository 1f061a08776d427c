import type { ExportTaskPage } from '@deskledger/contract'
import type { FastifyInstance } from 'fastify'
import { sendJson } from '../../answer/send-json.js'
import type { HttpParts } from '../../http-parts.js'
import { readQuery } from '../../reading/query.js'
import { toTaskItem, toTaskQuery } from '../../wire/export-task.js'
import { operationRoute } from '../operation-route.js'

/** `GET /v2/{project_id}/export-tasks` */
export function listExportTasks(app: FastifyInstance, { exportTasks }: HttpParts): void {
  operationRoute(app, 'ListExportTasks', async (request, reply) => {
    const query = toTaskQuery(readQuery('ListExportTasks', request, reply))
    const page = await exportTasks.list(request.projectScope, query)
    const answer: ExportTaskPage = { export_tasks: page.items.map(toTaskItem), count: page.totalCount }
    return sendJson(reply, answer)
  })
}

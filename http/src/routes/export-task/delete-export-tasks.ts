import type { FastifyInstance } from 'fastify'
import { parseJson } from '../../body/json.js'
import { readTaskIds } from '../../body/task-ids.js'
import type { HttpParts } from '../../http-parts.js'
import { readQuery } from '../../reading/query.js'
import { operationRoute } from '../operation-route.js'

/** `POST /v2/{project_id}/export-tasks/batch-delete` */
export function deleteExportTasks(app: FastifyInstance, { exportTasks }: HttpParts): void {
  operationRoute(app, 'DeleteExportTasks', async (request, reply) => {
    readQuery('DeleteExportTasks', request, reply)
    const { content } = request.received
    if (content.kind === 'lines') throw new Error('The operation takes no lines.')
    await exportTasks.remove(request.projectScope, readTaskIds(parseJson(content.bytes)))
    return reply.code(200).send()
  })
}

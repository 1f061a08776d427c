import { OPERATIONS } from '@deskledger/contract'
import type { FastifyInstance } from 'fastify'
import { checked, parseJson } from '../../body/json.js'
import type { HttpParts } from '../../http-parts.js'
import { readQuery } from '../../reading/query.js'
import { operationRoute } from '../operation-route.js'

/** `POST /v2/{project_id}/export-tasks/batch-delete` */
export function deleteExportTasks(app: FastifyInstance, { exportTasks }: HttpParts): void {
  const schema = OPERATIONS.DeleteExportTasks.body['application/json']
  operationRoute(app, 'DeleteExportTasks', async (request, reply) => {
    readQuery('DeleteExportTasks', request, reply)
    const { content } = request.received
    if (content.kind === 'lines') throw new Error('The operation takes no lines.')
    const { task_ids: taskIds } = checked(schema, parseJson(content.bytes))
    await exportTasks.remove(request.principal.projectId, taskIds)
    return reply.code(200).send()
  })
}

import type { FastifyInstance } from 'fastify'
import { sendJson } from '../../answer/send-json.js'
import type { HttpParts } from '../../http-parts.js'
import { readQuery } from '../../reading/query.js'
import { toTaskDetail } from '../../wire/export-task.js'
import { operationRoute } from '../operation-route.js'

/** `GET /v2/{project_id}/export-tasks/{task_id}` */
export function showExportTask(app: FastifyInstance, { exportTasks }: HttpParts): void {
  operationRoute(app, 'ShowExportTask', async (request, reply) => {
    readQuery('ShowExportTask', request, reply)
    const task = await exportTasks.get(request.projectScope, request.pathParameters.task_id)
    return sendJson(reply, toTaskDetail(task))
  })
}

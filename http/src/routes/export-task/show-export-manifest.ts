import type { FastifyInstance } from 'fastify'
import { sendJson } from '../../answer/send-json.js'
import type { HttpParts } from '../../http-parts.js'
import { readQuery } from '../../reading/query.js'
import { operationRoute } from '../operation-route.js'

/** `GET /v2/{project_id}/export-tasks/{task_id}/manifest`: the very bytes that are stored beside the file. */
export function showExportManifest(app: FastifyInstance, { exportTasks }: HttpParts): void {
  operationRoute(app, 'ShowExportManifest', async (request, reply) => {
    readQuery('ShowExportManifest', request, reply)
    const manifest = await exportTasks.manifest(request.projectScope, request.pathParameters.task_id)
    return sendJson(reply, manifest)
  })
}

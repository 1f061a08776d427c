import { sendJson } from '../../answer/send-json.js'
import type { HttpParts } from '../../http-parts.js'
import { pathParameter } from '../../reading/path-parameters.js'
import type { Handler } from '../operation-route.js'

/** `GET /v2/{project_id}/export-tasks/{task_id}/manifest`: the very bytes that are stored beside the file. */
export function showExportManifest({ exportTasks }: HttpParts): Handler {
  return async (request, reply) => {
    const manifest = await exportTasks.manifest(request.projectScope, pathParameter(request.pathParameters, 'task_id'))
    return sendJson(reply, manifest)
  }
}

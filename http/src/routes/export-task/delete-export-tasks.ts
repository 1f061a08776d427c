import { readJsonBody } from '../../body/json-body.js'
import type { HttpParts } from '../../http-parts.js'
import type { Handler } from '../operation-route.js'

/** `POST /v2/{project_id}/export-tasks/batch-delete` */
export function deleteExportTasks({ exportTasks }: HttpParts): Handler {
  return async (request, reply) => {
    const { task_ids: taskIds } = readJsonBody('DeleteExportTasks', request)
    await exportTasks.remove(request.projectScope, taskIds)
    return reply.code(200).send()
  }
}

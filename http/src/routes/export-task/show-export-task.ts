import { sendJson } from '../../answer/send-json.js'
import { tellFaults } from '../../faults.js'
import type { HttpParts } from '../../http-parts.js'
import { pathParameter } from '../../reading/path-parameters.js'
import { toTaskDetail } from '../../wire/export-task.js'
import type { Handler } from '../operation-route.js'

/** `GET /v2/{project_id}/export-tasks/{task_id}` */
export function showExportTask({ exportTasks }: HttpParts): Handler {
  return async (request, reply) => {
    const task = await exportTasks.get(request.projectScope, pathParameter(request.pathParameters, 'task_id'))
    tellFaults([task], reply)
    return sendJson(reply, toTaskDetail(task))
  }
}

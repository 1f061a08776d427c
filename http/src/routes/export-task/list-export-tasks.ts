import type { ExportTaskPage } from '@deskledger/contract'
import { sendJson } from '../../answer/send-json.js'
import { tellFaults } from '../../faults.js'
import type { HttpParts } from '../../http-parts.js'
import { readQuery } from '../../reading/query.js'
import { toTaskItem, toTaskQuery } from '../../wire/export-task.js'
import type { Handler } from '../operation-route.js'

/** `GET /v2/{project_id}/export-tasks` */
export function listExportTasks({ exportTasks }: HttpParts): Handler {
  return async (request, reply) => {
    const query = toTaskQuery(readQuery('ListExportTasks', request))
    const page = await exportTasks.list(request.projectScope, query)
    tellFaults(page.items, reply)
    const answer: ExportTaskPage = { export_tasks: page.items.map(toTaskItem), count: page.totalCount }
    return sendJson(reply, answer)
  }
}

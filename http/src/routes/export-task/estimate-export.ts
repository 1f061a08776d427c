import { sendJson } from '../../answer/send-json.js'
import type { HttpParts } from '../../http-parts.js'
import { readQuery } from '../../reading/query.js'
import { toExportOrder } from '../../wire/export-order.js'
import { toExportEstimate } from '../../wire/export-task.js'
import type { Handler } from '../operation-route.js'

/** `GET /v3/{project_id}/desktops/connections/export/estimate` */
export function estimateExport({ exportTasks, defaultFormat }: HttpParts): Handler {
  return async (request, reply) => {
    const order = toExportOrder(readQuery('EstimateExport', request), defaultFormat)
    return sendJson(reply, toExportEstimate(await exportTasks.estimate({ ...order, scope: request.projectScope })))
  }
}

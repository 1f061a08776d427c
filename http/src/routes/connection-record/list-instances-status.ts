import { querySignal } from '../../answer/query-signal.js'
import { sendJson } from '../../answer/send-json.js'
import type { HttpParts } from '../../http-parts.js'
import { toDesktopStatusCounts } from '../../wire/desktop-counts.js'
import type { Handler } from '../operation-route.js'

/** `GET /v2/{project_id}/connections/status` */
export function listInstancesStatus({ records, administration, queryTimeoutMs }: HttpParts): Handler {
  return async (request, reply) => {
    const { name } = administration.project(request.principal.user, request.projectScope.projectId)
    const counts = await records.countDesktops(request.projectScope, { signal: querySignal(reply, queryTimeoutMs) })
    return sendJson(reply, toDesktopStatusCounts(name, counts))
  }
}

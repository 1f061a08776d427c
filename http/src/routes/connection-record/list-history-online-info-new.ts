import { querySignal } from '../../answer/query-signal.js'
import { sendJson } from '../../answer/send-json.js'
import type { HttpParts } from '../../http-parts.js'
import { readQuery } from '../../reading/query.js'
import { toOnlineCounts, toOnlineWindow } from '../../wire/online-users.js'
import type { Handler } from '../operation-route.js'

/** `GET /v2/{project_id}/connections/online-users` */
export function listHistoryOnlineInfoNew({ records, clock, queryTimeoutMs }: HttpParts): Handler {
  return async (request, reply) => {
    const window = toOnlineWindow(readQuery('ListHistoryOnlineInfoNew', request), clock())
    const question = { ...window, scope: request.projectScope }
    const counts = await records.countOnlineUsers(question, { signal: querySignal(reply, queryTimeoutMs) })
    return sendJson(reply, toOnlineCounts(counts, window.bucket))
  }
}

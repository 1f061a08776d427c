import { querySignal } from '../../answer/query-signal.js'
import { sendJson } from '../../answer/send-json.js'
import type { HttpParts } from '../../http-parts.js'
import { readSettledQuery } from '../../reading/query.js'
import { RANKING_DEFAULTS, toConnectionRanking, toRankingOrder } from '../../wire/connection-ranking.js'
import type { Handler } from '../operation-route.js'

/** `GET /v2/{project_id}/connections/statistics/ranking` */
export function listConnectionRanking({ records, clock, queryTimeoutMs }: HttpParts): Handler {
  return async (request, reply) => {
    const now = clock()
    const query = readSettledQuery('ListConnectionRanking', request, RANKING_DEFAULTS)
    const { filter, ...order } = toRankingOrder(query, now)
    const question = { ...order, query: { ...filter, ...request.projectScope }, now }
    const signal = querySignal(reply, queryTimeoutMs)
    return sendJson(reply, toConnectionRanking(query, filter, await records.connectionRanking(question, { signal })))
  }
}

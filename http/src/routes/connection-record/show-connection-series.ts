import { querySignal } from '../../answer/query-signal.js'
import { sendJson } from '../../answer/send-json.js'
import type { HttpParts } from '../../http-parts.js'
import { readSettledQuery } from '../../reading/query.js'
import { toConnectionSeries, toSeriesOrder } from '../../wire/connection-series.js'
import type { Handler } from '../operation-route.js'

/** `GET /v2/{project_id}/connections/statistics/series` */
export function showConnectionSeries({ records, clock, queryTimeoutMs }: HttpParts): Handler {
  return async (request, reply) => {
    const now = clock()
    const order = toSeriesOrder(readSettledQuery('ShowConnectionSeries', request, ['time_zone']), now)
    const question = { query: { ...order.filter, ...request.projectScope }, bounds: order.bounds, now }
    const signal = querySignal(reply, queryTimeoutMs)
    return sendJson(reply, toConnectionSeries(order, await records.connectionSeries(question, { signal })))
  }
}

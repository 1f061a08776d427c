import type { ConnectionRecordPage } from '@deskledger/contract'
import { querySignal } from '../../answer/query-signal.js'
import { sendJson } from '../../answer/send-json.js'
import type { HttpParts } from '../../http-parts.js'
import { readSettledQuery } from '../../reading/query.js'
import { toRecordView } from '../../wire/record.js'
import { toListFilter } from '../../wire/record-filter.js'
import type { Handler } from '../operation-route.js'

/** `GET /v2/{project_id}/connections/desktops` */
export function listLoginRecordsNew({ records, queryTimeoutMs }: HttpParts): Handler {
  return async (request, reply) => {
    const query = readSettledQuery('ListLoginRecordsNew', request, ['offset', 'limit'])
    const { offset, limit } = query
    const signal = querySignal(reply, queryTimeoutMs)
    const page = await records.list({ ...toListFilter(query), ...request.projectScope }, { offset, limit, signal })
    const answer: ConnectionRecordPage = { total_count: page.totalCount, records: page.items.map(toRecordView) }
    return sendJson(reply, answer)
  }
}

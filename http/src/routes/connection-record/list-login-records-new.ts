import type { ConnectionRecordPage } from '@deskledger/contract'
import type { FastifyInstance } from 'fastify'
import { clientGone } from '../../answer/client-gone.js'
import { sendJson } from '../../answer/send-json.js'
import type { HttpParts } from '../../http-parts.js'
import { readQuery } from '../../reading/query.js'
import { toRecordView } from '../../wire/record.js'
import { toListFilter } from '../../wire/record-filter.js'
import { operationRoute } from '../operation-route.js'

/** `GET /v2/{project_id}/connections/desktops` */
export function listLoginRecordsNew(app: FastifyInstance, { records }: HttpParts): void {
  operationRoute(app, 'ListLoginRecordsNew', async (request, reply) => {
    const query = readQuery('ListLoginRecordsNew', request, reply)
    const { offset = 0, limit = 20 } = query
    const signal = clientGone(reply)
    const page = await records.list({ ...toListFilter(query), ...request.projectScope }, { offset, limit, signal })
    const answer: ConnectionRecordPage = { total_count: page.totalCount, records: page.items.map(toRecordView) }
    return sendJson(reply, answer)
  })
}

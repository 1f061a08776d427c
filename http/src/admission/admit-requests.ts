import type { OperationId } from '@deskledger/contract'
import type { FastifyInstance } from 'fastify'
import { hasNoBody } from '../body/read-body.js'
import type { Admission } from './admission.js'

/** What the engine answers in one go while the client waits. */
const QUERIES: ReadonlySet<OperationId | undefined> = new Set<OperationId>([
  'ListLoginRecordsNew',
  'ListHistoryOnlineInfoNew',
  'ListInstancesStatus',
  'ShowConnectionSeries',
  'ListConnectionRanking',
  'EstimateExport',
  'PreviewPurge',
])

/**
 * Has each request to the routes of this scope let in, and what it holds given back when it is over. One whose body is
 * still to come is let in when that is there: whoever sends slowly must not keep others out. What could not even wait for the
 * engine is refused before its signature is looked at: under an overload that is most of all requests.
 */
export function admitRequests(app: FastifyInstance, admission: Admission): void {
  app.decorateRequest('admitted')
  app.decorateRequest('isOver', false)
  app.addHook('onRequest', async (request) => {
    request.admitted = []
    if (QUERIES.has(request.routeOptions.config.operationId)) admission.query()
    if (hasNoBody(request.raw)) admission.request(request)
  })
  app.addHook('onResponse', async (request) => {
    request.isOver = true
    for (const giveBack of request.admitted.splice(0)) giveBack()
  })
}

import type { OperationId } from '@deskledger/contract'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { whenOver } from '../answer/when-over.js'
import { hasNoBody } from '../body/read-body.js'
import type { Admission } from './admission.js'

declare module 'fastify' {
  interface FastifyRequest {
    /** Gives back what the request was let in with. */
    admitted: (() => void)[]
    /** Whether it was answered, or its client left. */
    isOver: boolean
    /** Whether its answer is still being worked on, also after its client left. */
    isWorkedOn: boolean
  }
}

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
 * Has each request to the routes of this scope let in, and what it holds given back when it was answered; or when its
 * client left, and nothing works on it any more. One whose body is still to come is let in when that is there: whoever
 * sends slowly must not keep others out. What could not even wait for the engine is refused before its signature is
 * looked at: under an overload that is most of all requests.
 */
export function admitRequests(app: FastifyInstance, admission: Admission): void {
  app.decorateRequest('admitted')
  app.decorateRequest('isOver', false)
  app.decorateRequest('isWorkedOn', true)
  whenOver(app, (request, _reply, { isAnswered }) => {
    request.isOver = true
    if (isAnswered) workEnded(request)
    else giveBack(request)
  })
  app.addHook('onRequest', async (request) => {
    request.admitted = []
    if (QUERIES.has(request.routeOptions.config.operationId)) admission.query()
    if (hasNoBody(request.raw)) admission.request(request)
  })
  app.addHook('onSend', async (request) => workEnded(request))
}

/** Is to be told when a request was worked on to its end and what was made of it does not pass through Fastify. */
export function workEnded(request: FastifyRequest): void {
  request.isWorkedOn = false
  giveBack(request)
}

function giveBack({ isOver, isWorkedOn, admitted }: FastifyRequest): void {
  if (isOver && !isWorkedOn) for (const each of admitted.splice(0)) each()
}

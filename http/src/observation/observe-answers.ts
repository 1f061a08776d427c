import type { FastifyInstance } from 'fastify'
import { whenOver } from '../answer/when-over.js'
import type { Observer } from './observer.js'

/** Tells of each request when it comes and when it is over. */
export function observeAnswers(app: FastifyInstance, observer: Observer): void {
  app.addHook('onRequest', async () => observer.began())
  whenOver(app, (request, reply, { status }) => {
    const { code: errorCode, overload, sizeLimit } = request.failure ?? {}
    observer.answered({
      operation: request.routeOptions.config.operationId,
      status,
      errorCode,
      seconds: reply.elapsedTime / 1000,
    })
    if (overload !== undefined) observer.refused(overload)
    if (sizeLimit !== undefined) observer.oversized(sizeLimit)
  })
}

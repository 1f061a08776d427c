import type { FastifyInstance } from 'fastify'
import { whenOver } from '../answer/when-over.js'
import type { Observer } from './observer.js'

/** Tells of each request when it comes and when it is over. */
export function observeAnswers(app: FastifyInstance, observer: Observer): void {
  app.addHook('onRequest', async () => observer.began())
  whenOver(app, (request, reply, { status }) =>
    observer.answered({
      operation: request.routeOptions.config.operationId,
      status,
      errorCode: request.failureCode,
      seconds: reply.elapsedTime / 1000,
    }),
  )
}

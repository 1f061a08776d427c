import type { FastifyInstance } from 'fastify'
import type { Observer } from './observer.js'

/** Tells of each request when it comes and when it is over. */
export function observeAnswers(app: FastifyInstance, observer: Observer): void {
  app.addHook('onRequest', async () => observer.began())
  app.addHook('onResponse', async (request, reply) =>
    observer.answered({
      operation: request.routeOptions.config.operationId,
      status: reply.statusCode,
      errorCode: request.failureCode,
      seconds: reply.elapsedTime / 1000,
    }),
  )
}

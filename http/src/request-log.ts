import type { FastifyInstance } from 'fastify'
import { whenOver } from './answer/when-over.js'

/**
 * One line per request when it is over, also when its client left. The route is the template, so that neither ids nor what
 * was searched for get into the log.
 */
export function logAnswers(app: FastifyInstance): void {
  whenOver(app, (request, reply, { isAnswered, status }) => {
    const facts = {
      method: request.method,
      route: request.routeOptions.url,
      status,
      elapsedMs: Math.round(reply.elapsedTime),
      address: request.ip,
    }
    request.log.info(facts, isAnswered ? 'request answered' : 'answer broken off')
  })
}

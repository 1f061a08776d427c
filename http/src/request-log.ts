import type { FastifyReply, FastifyRequest } from 'fastify'

/** One line per answer. The route is the template, so that neither ids nor what was searched for get into the log. */
export async function logAnswer(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  request.log.info(
    {
      method: request.method,
      route: request.routeOptions.url,
      status: reply.statusCode,
      elapsedMs: Math.round(reply.elapsedTime),
      address: request.ip,
    },
    'request answered',
  )
}

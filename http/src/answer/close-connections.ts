import type { FastifyInstance } from 'fastify'

/**
 * While the server stops, has each connection closed with the answer that is under way on it, and its client told so. Node
 * closes only those that are idle when it begins to stop; the others would keep it from stopping for as long as they are kept.
 */
export function closeConnections(app: FastifyInstance): void {
  let isStopping = false
  app.addHook('preClose', async () => {
    isStopping = true
  })
  app.addHook('onSend', async ({ raw }, reply) => {
    // A connection on which a body is still to come lingers: closed at once, its client might never read the answer.
    if (isStopping && raw.complete) reply.header('connection', 'close')
  })
  app.addHook('onResponse', async () => {
    if (isStopping) setImmediate(() => app.server.closeIdleConnections())
  })
}

import type { FastifyInstance } from 'fastify'
import { sendJson } from '../../answer/send-json.js'

/** `GET /healthz`: the process answers. */
export function health(app: FastifyInstance): void {
  app.get('/healthz', async (_request, reply) => sendJson(reply, { status: 'ok' }))
}

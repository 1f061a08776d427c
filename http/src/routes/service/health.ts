import { SERVICE_PATHS } from '@deskledger/contract'
import type { FastifyInstance } from 'fastify'
import { sendJson } from '../../answer/send-json.js'

/** `GET /healthz`: the process answers. */
export function health(app: FastifyInstance): void {
  app.get(SERVICE_PATHS.health, async (_request, reply) => sendJson(reply, { status: 'ok' }))
}

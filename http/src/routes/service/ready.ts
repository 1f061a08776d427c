import { SERVICE_PATHS } from '@deskledger/contract'
import type { FastifyInstance } from 'fastify'
import { sendJson } from '../../answer/send-json.js'
import type { HttpParts } from '../../http-parts.js'

/** What else stands in front of us asks again this soon, in seconds. */
const RETRY_AFTER = '1'

/** `GET /readyz`: 200 while requests should be sent here, else 503 with the reason; lists may be answered all the same. */
export function ready(app: FastifyInstance, { readiness }: Pick<HttpParts, 'readiness'>): void {
  app.get(SERVICE_PATHS.ready, async (_request, reply) => {
    const status = await readiness()
    if (status !== 'ready') reply.code(503).header('retry-after', RETRY_AFTER)
    return sendJson(reply, { status })
  })
}

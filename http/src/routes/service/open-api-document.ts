import { buildOpenApi, SERVICE_PATHS } from '@deskledger/contract'
import type { FastifyInstance } from 'fastify'
import { sendJson } from '../../answer/send-json.js'

/** `GET /openapi.json`: the API, described for programs. */
export function openApiDocument(app: FastifyInstance, version: string): void {
  const document = JSON.stringify(buildOpenApi(version))
  app.get(SERVICE_PATHS.openApi, async (_request, reply) => sendJson(reply, document))
}

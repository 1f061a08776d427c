import type { FastifyInstance } from 'fastify'
import type { HttpParts } from '../http-parts.js'
import { health } from '../routes/service/health.js'
import { openApiDocument } from '../routes/service/open-api-document.js'

/** What anyone may ask: nothing here tells about records, tasks or users. */
export async function serviceScope(app: FastifyInstance, { version }: Pick<HttpParts, 'version'>): Promise<void> {
  health(app)
  openApiDocument(app, version)
}

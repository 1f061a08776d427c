import type { FastifyInstance } from 'fastify'
import type { HttpParts } from '../http-parts.js'
import { health } from '../routes/service/health.js'
import { openApiDocument } from '../routes/service/open-api-document.js'
import { ready } from '../routes/service/ready.js'

/** What anyone may ask: nothing here tells about records, tasks or users. */
export async function serviceScope(
  app: FastifyInstance,
  { version, ...parts }: Pick<HttpParts, 'version' | 'readiness'>,
): Promise<void> {
  health(app)
  ready(app, parts)
  openApiDocument(app, version)
}

import type { Principal, ProjectScope } from '@deskledger/domain'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Authenticator } from '../authentication/authenticator.js'
import { checkProject } from '../authentication/project.js'
import { type ReceivedBody, readBody } from '../body/read-body.js'
import type { HttpParts } from '../http-parts.js'
import { refusePrefetch } from '../reading/headers.js'
import { type PathParameters, readPathParameters } from '../reading/path-parameters.js'
import { operationRoutes } from '../routes/index.js'

declare module 'fastify' {
  interface FastifyRequest {
    /** Whose request it is; in the signed scope only, like the three below. */
    principal: Principal
    /** What of the project the request may see. */
    projectScope: ProjectScope
    pathParameters: PathParameters
    received: ReceivedBody
  }
}

/** The operations of the API. None can be reached unless the request is signed by a key of the path's project. */
export async function signedScope(app: FastifyInstance, parts: HttpParts): Promise<void> {
  demandSignature(app, parts)
  operationRoutes(app, parts)
}

/** Lets requests to the routes of this scope pass only when they are signed. */
function demandSignature(app: FastifyInstance, parts: HttpParts): void {
  const authenticator = new Authenticator(parts)
  for (const name of ['principal', 'projectScope', 'pathParameters', 'received']) app.decorateRequest(name)
  // The last hook before the handler: after it, the handler alone has to see to the removal of a spooled body.
  app.addHook('preHandler', async (request) => {
    refusePrefetch(request.raw)
    const { operationId } = request.routeOptions.config
    if (operationId === undefined) throw new Error('A signed route has no operation.')
    request.pathParameters = readPathParameters(operationId, request.target)
    const claim = authenticator.claim(request)
    request.received = await readBody(request.raw, operationId, parts.spoolDirectory)
    try {
      request.principal = await authenticator.prove(claim, request.received.sha256, request.ip)
      checkProject(request.principal, request.pathParameters.project_id, request)
      request.projectScope = { projectId: request.principal.projectId }
    } catch (error) {
      await discardBody(request)
      throw error
    }
  })
}

async function discardBody({ received: { content } }: FastifyRequest): Promise<void> {
  if (content.kind === 'lines') await content.lines.remove()
}

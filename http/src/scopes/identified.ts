import type { Principal } from '@deskledger/domain'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { ApiFailure } from '../answer/api-failure.js'
import type { Authenticator, IdentityClaim } from '../authentication/authenticator.js'
import type { RouteParts } from '../routes/operation-route.js'
import { discardBody, readRequest } from './read-request.js'

declare module 'fastify' {
  interface FastifyRequest {
    /** Whose request it is; in every scope but the public one. */
    principal: Principal
    /** With what that was proven. */
    identity: IdentityClaim
  }
}

/**
 * Lets requests to the routes of this scope pass only when their sender is known and `admit` does not refuse them. It is
 * the last hook before the handler: after it, the handler alone has to see to the removal of a spooled body.
 */
export function demandIdentity(
  app: FastifyInstance,
  parts: RouteParts,
  authenticator: Authenticator,
  admit: (request: FastifyRequest) => Promise<void> | void,
): void {
  for (const name of ['principal', 'identity']) app.decorateRequest(name)
  app.addHook('preHandler', async (request) => {
    request.identity = authenticator.claim(request)
    await readRequest(request, parts)
    try {
      request.principal = await authenticator.prove(request.identity, request.received.sha256, request.ip)
      parts.admission.user(request.principal.user.id, request)
      checkAccountHeader(request)
      await admit(request)
    } catch (error) {
      await discardBody(request)
      throw error
    }
  })
}

/** X-Domain-Id proves nothing, but may not contradict (spec/auth.md 1). */
function checkAccountHeader({ principal, headers }: FastifyRequest): void {
  if ((headers['x-domain-id'] ?? principal.account.id) !== principal.account.id) {
    throw new ApiFailure('forbidden', 'X-Domain-Id is not the account of the credentials.')
  }
}

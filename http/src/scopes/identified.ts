import type { Principal } from '@deskledger/domain'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { ApiFailure } from '../answer/api-failure.js'
import type { Authenticator, IdentityClaim } from '../authentication/authenticator.js'
import { hasNoBody } from '../body/read-body.js'
import type { RouteParts } from '../routes/operation-route.js'
import { discardBody, isDelivery, readRequest } from './read-request.js'

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
  const { admission } = parts
  for (const name of ['principal', 'identity']) app.decorateRequest(name)
  app.addHook('preHandler', async (request) => {
    request.identity = authenticator.claim(request)
    const ahead = await knownAhead(request, authenticator)
    if (ahead !== undefined) admission.user(ahead.user.id, request)
    await readRequest(request, parts, ahead?.user.id)
    const { sha256, byteCount } = request.received
    try {
      request.principal = await authenticator.prove(request.identity, sha256, request.ip)
      const userId = request.principal.user.id
      if (ahead === undefined) admission.user(userId, request)
      admission.sent(byteCount, userId)
      checkAccountHeader(request)
      await admit(request)
      admission.received(byteCount, request.pathParameters['project_id'])
    } catch (error) {
      await discardBody(request)
      throw error
    }
  })
}

/** Who sends a request whose body is still to come, if its headers prove it. Whoever may send much needs at least a key. */
async function knownAhead(request: FastifyRequest, authenticator: Authenticator): Promise<Principal | undefined> {
  if (hasNoBody(request.raw)) return undefined
  const principal = await authenticator.proveAhead(request.identity, request.ip)
  if (principal === undefined && isDelivery(request)) {
    request.identity = await authenticator.demandKey(request.identity, request.ip)
  }
  return principal
}

/** X-Domain-Id proves nothing, but may not contradict (spec/auth.md 1). */
function checkAccountHeader({ principal, headers }: FastifyRequest): void {
  if ((headers['x-domain-id'] ?? principal.account.id) !== principal.account.id) {
    throw new ApiFailure('forbidden', 'X-Domain-Id is not the account of the credentials.')
  }
}

import type { FastifyReply, FastifyRequest } from 'fastify'
import { ApiFailure } from './answer/api-failure.js'
import { methodsOf } from './known-paths.js'

/**
 * Refuses a request that has no route. HEAD has none anywhere, because a HEAD of the export would create a task.
 *
 * @throws {ApiFailure} `methodNotAllowed` when the path has routes of other methods, else `unknownRoute`
 */
export async function refuseUnrouted(request: FastifyRequest, _reply: FastifyReply): Promise<never> {
  const methods = methodsOf(request.target.segments)
  if (methods.length === 0) throw new ApiFailure('unknownRoute', 'The API does not exist: there is no such path.')
  const allow = methods.join(', ')
  const message = `The method ${request.method} is not allowed for this resource; use ${allow}.`
  throw new ApiFailure('methodNotAllowed', message, { headers: { allow } })
}

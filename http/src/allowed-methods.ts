import { OPERATIONS } from '@deskledger/contract'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { ApiFailure } from './answer/api-failure.js'

const PUBLIC_PATHS = ['/healthz', '/openapi.json'].map((path) => ({ method: 'GET', path }))

const ROUTES = [...Object.values(OPERATIONS), ...PUBLIC_PATHS].map(({ method, path }) => ({
  method,
  segments: path.slice(1).split('/'),
}))

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

function methodsOf(segments: readonly string[]): string[] {
  const matching = ROUTES.filter((route) => isMatch(route.segments, segments))
  return [...new Set(matching.map(({ method }) => method))]
}

function isMatch(template: readonly string[], segments: readonly string[]): boolean {
  return (
    template.length === segments.length &&
    template.every((part, at) => (part.startsWith('{') ? segments[at] !== '' : part === segments[at]))
  )
}

import type { FastifyRequest } from 'fastify'
import { ApiFailure } from '../../answer/api-failure.js'

/**
 * The token that proved a request.
 *
 * @throws {ApiFailure} `forbidden`: it was proven without one, so that there is no session
 */
export function tokenOf({ identity }: FastifyRequest): string {
  if (identity.kind === 'token') return identity.token
  throw new ApiFailure('forbidden', 'This request was signed; only a token has a session.')
}

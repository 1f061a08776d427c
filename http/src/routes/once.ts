import type { FastifyReply, FastifyRequest } from 'fastify'
import { ApiFailure } from '../answer/api-failure.js'
import { MAX_CLOCK_SKEW_MS } from '../authentication/authenticator.js'
import { toFailure } from '../error-reply.js'
import type { HttpParts } from '../http-parts.js'
import type { Handler } from './operation-route.js'

/**
 * Does what a request asks for.
 *
 * @param effectId a new id, for what is made; of a repeated request, the id that the first one had
 */
export type Effect = (request: FastifyRequest, reply: FastifyReply, effectId: string) => Promise<unknown>

/**
 * A handler whose effect a signed request has once, however often the very same request is sent: nothing in the protocol
 * prevents that as long as its signature is valid (spec/auth.md 2.1.8). A token signs nothing, so its requests cannot be
 * told apart.
 *
 * @param again answers a repeated request; by default it is refused
 */
export function once(
  { journal, secrets }: Pick<HttpParts, 'journal' | 'secrets'>,
  effect: Effect,
  again: Effect = refuseAgain,
): Handler {
  return async (request, reply) => {
    const effectId = secrets.newId()
    if (request.identity.kind === 'token') return effect(request, reply, effectId)
    const { authorization, signedAt } = request.identity.claim
    const digest = secrets.digest(`${authorization.accessKey}\n${authorization.signature}`)
    const until = new Date(signedAt.getTime() + MAX_CLOCK_SKEW_MS)
    const firstId = await journal.claim(digest, until, effectId)
    if (firstId !== undefined) return again(request, reply, firstId)
    try {
      return await effect(request, reply, effectId)
    } catch (error) {
      // After a failure inside the server nobody knows whether it had its effect.
      if (toFailure(error).status < 500) await journal.forget(digest)
      throw error
    }
  }
}

async function refuseAgain(): Promise<never> {
  throw new ApiFailure('conflict', 'This very request was received before and is not repeated; sign it anew.')
}

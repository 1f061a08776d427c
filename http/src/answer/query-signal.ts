import { QueryTimeoutError } from '@deskledger/domain'
import type { FastifyReply } from 'fastify'
import { clientGone } from './client-gone.js'

/** Fires when nobody waits for an answer any more: the client has left, or the time for it has passed. */
export function querySignal(reply: FastifyReply, timeoutMs: number): AbortSignal {
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(new QueryTimeoutError(timeoutMs)), timeoutMs)
  reply.raw.once('close', () => clearTimeout(timer))
  return AbortSignal.any([clientGone(reply), late.signal])
}

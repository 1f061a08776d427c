import type { FastifyReply } from 'fastify'

/** Fires when the client leaves before its answer is complete: nobody waits for the work any more. */
export function clientGone({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController()
  raw.once('close', () => {
    if (!raw.writableFinished) gone.abort()
  })
  return gone.signal
}

import type { FastifyReply } from 'fastify'

/** The client left before it had its answer: nothing went wrong here, and nobody is left to be told. */
export class ClientGoneError extends Error {}

/** Fires when the client leaves before its answer is complete: nobody waits for the work any more. */
export function clientGone({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController()
  const close = (): void => {
    if (!raw.writableFinished) gone.abort(new ClientGoneError('The client has left.'))
  }
  // Who left while the body was read, or the sender looked up, leaves no second time.
  if (raw.destroyed) close()
  else raw.once('close', close)
  return gone.signal
}

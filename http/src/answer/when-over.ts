import type { Socket } from 'node:net'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/** Stands for the status of an answer that did not get to its end; nobody is sent it. */
const BROKEN_OFF = 499

/** Of each connection, what its end is the end of. */
const UNDER_WAY = new WeakMap<Socket, Set<() => void>>()

/** How a request ended. */
interface Ending {
  /** Whether all of its answer was handed to the system. */
  readonly isAnswered: boolean
  /** Of the answer; 499 if it did not get to its end. */
  readonly status: number
}

/**
 * Has something done for each request when it is over: it was answered, or its client left. Fastify's own `onResponse` is
 * for the former only. Goes before hooks that may refuse a request.
 */
export function whenOver(
  app: FastifyInstance,
  act: (request: FastifyRequest, reply: FastifyReply, ending: Ending) => void,
): void {
  app.addHook('onRequest', async (request, reply) => {
    const underWay = underWayOn(request.raw.socket)
    const over = (isAnswered: boolean): void => {
      if (!underWay.delete(breakOff)) return
      act(request, reply, { isAnswered, status: isAnswered ? reply.statusCode : BROKEN_OFF })
    }
    const breakOff = (): void => over(false)
    underWay.add(breakOff)
    reply.raw.once('finish', () => over(true)).once('close', breakOff)
  })
}

/** An answer that waits for another one of its connection has no part in the end of that, and would never be told. */
function underWayOn(socket: Socket): Set<() => void> {
  const known = UNDER_WAY.get(socket)
  if (known !== undefined) return known
  const begun = new Set<() => void>()
  UNDER_WAY.set(socket, begun)
  socket.once('close', () => {
    for (const breakOff of begun) breakOff()
  })
  return begun
}

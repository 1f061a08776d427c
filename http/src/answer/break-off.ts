import { Socket } from 'node:net'
import type { FastifyReply } from 'fastify'

/** Resets the connection: to a client of HTTP/1.0, its mere end is the end of a file whose length was not told. */
export function breakOff({ raw }: Pick<FastifyReply, 'raw'>): void {
  if (raw.socket instanceof Socket) raw.socket.resetAndDestroy()
  raw.destroy()
}

import type { FastifyRequest } from 'fastify'

/** The address of a path of this server, as the client reached it. */
export function addressOf({ protocol, headers }: FastifyRequest): (path: string) => string {
  return (path) => `${protocol}://${headers.host ?? 'localhost'}${path}`
}

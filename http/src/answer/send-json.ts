import type { FastifyReply } from 'fastify'

/** Sends a value as `application/json`, or text that is JSON already. As bytes, since Fastify adds a charset to text. */
export function sendJson(reply: FastifyReply, value: unknown): FastifyReply {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return reply.header('content-type', 'application/json').send(Buffer.from(text))
}

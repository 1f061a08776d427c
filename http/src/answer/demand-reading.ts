import type { FastifyInstance } from 'fastify'
import { breakOff } from './break-off.js'
import { readingTimeMs } from './reading-time.js'

declare module 'fastify' {
  interface FastifyInstance {
    /** Is to be called for each reader that is too slow. */
    tellSlowReader: () => void
  }
}

/**
 * Has every answer that is sent as a whole broken off when its client does not take it in time: as long as it is under
 * way, it counts among the requests that there may be. Files have a pace of their own.
 */
export function demandReading(app: FastifyInstance, onSlowReader: () => void): void {
  app.decorate('tellSlowReader', onSlowReader)
  app.addHook('onSend', async (_request, reply, payload) => {
    // Nobody reads what is made for a client that has left.
    if (reply.raw.destroyed) return
    const byteCount = Buffer.isBuffer(payload) ? payload.byteLength : 0
    const timer = setTimeout(() => {
      onSlowReader()
      breakOff(reply)
    }, readingTimeMs(byteCount)).unref()
    reply.raw.once('close', () => clearTimeout(timer)).once('finish', () => clearTimeout(timer))
  })
}

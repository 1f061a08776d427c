import { EventEmitter, once } from 'node:events'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import fastify, { type FastifyReply } from 'fastify'
import { describe, expect, it } from 'vitest'
import { replyWithFailure } from '../error-reply.js'
import { clientGone } from './client-gone.js'

describe('the signal of a client that is gone', () => {
  it('fires when the client leaves, which is no failure of ours, and not when it has its answer', async () => {
    const logged: string[] = []
    const app = fastify({ logger: { level: 'error', stream: { write: (line: string) => logged.push(line) } } })
    app.setErrorHandler(replyWithFailure)
    const signals: AbortSignal[] = []
    app.get('/slow', async (_request, reply) => {
      const signal = clientGone(reply)
      signals.push(signal)
      await once(signal, 'abort')
      throw signal.reason
    })
    app.get('/quick', async (_request, reply) => {
      signals.push(clientGone(reply))
      return 'done'
    })
    await app.listen({ port: 0 })
    const { port } = app.server.address() as AddressInfo
    const slow = request({ port, path: '/slow' }).on('error', () => undefined)
    slow.end()
    while (signals.length === 0) await new Promise((resolve) => setImmediate(resolve))
    slow.destroy()
    await once(signals[0] ?? new AbortController().signal, 'abort')
    expect(await (await fetch(`http://127.0.0.1:${port}/quick`)).text()).toBe('done')
    await app.close()
    expect(signals.map((signal) => signal.aborted)).toEqual([true, false])
    expect(logged).toEqual([])
  })

  it('fires at once for a client that left before anybody asked', () => {
    const raw = Object.assign(new EventEmitter(), { destroyed: true, writableFinished: false })
    expect(clientGone({ raw } as unknown as FastifyReply).aborted).toBe(true)
  })
})

import { EventEmitter, once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'
import fastify, { type FastifyInstance } from 'fastify'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { demandReading } from './demand-reading.js'
import { readingTimeMs } from './reading-time.js'

/** More than there is room for between two sockets. */
const LARGE = Buffer.alloc(64 * 1_048_576)

const onSlowReader = vi.fn()
const sent = new EventEmitter()
let app: FastifyInstance
let port: number
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  app = fastify()
  demandReading(app, onSlowReader)
  app.get('/', async () => LARGE)
  app.get('/late', async (_request, reply) => {
    sent.emit('begun')
    await once(reply.raw, 'close')
    return LARGE
  })
  app.addHook('onSend', async () => void sent.emit('sent'))
  await app.listen({ port: 0, host: '127.0.0.1' })
  port = (app.server.address() as AddressInfo).port
})
afterEach(async () => {
  vi.useRealTimers()
  onSlowReader.mockClear()
  app.server.closeAllConnections()
  await app.close()
})

it('an answer that its client does not take in time is broken off', async () => {
  const client = connect(port, '127.0.0.1')
  client.pause().write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
  const over = once(client, 'close')
  client.on('error', () => {})
  await expectTimers(1)
  vi.advanceTimersByTime(readingTimeMs(LARGE.byteLength) - 1)
  expect(onSlowReader).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  expect(onSlowReader).toHaveBeenCalledOnce()
  client.resume()
  await over
  expect(client.bytesRead).toBeLessThan(LARGE.byteLength)
})

it('an answer that was taken is not looked at again', async () => {
  const client = connect(port, '127.0.0.1').resume()
  client.write('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
  await once(client, 'close')
  expect(client.bytesRead).toBeGreaterThan(LARGE.byteLength)
  await expectTimers(0)
  expect(onSlowReader).not.toHaveBeenCalled()
})

it('an answer whose client left before is not waited for', async () => {
  const client = connect(port, '127.0.0.1')
  client.write('GET /late HTTP/1.1\r\nHost: x\r\n\r\n')
  await once(sent, 'begun')
  client.destroy()
  await once(sent, 'sent')
  expect(vi.getTimerCount()).toBe(0)
})

/** Waits without timers, which stand still here. */
async function expectTimers(count: number): Promise<void> {
  while (vi.getTimerCount() !== count) await new Promise((resolve) => setImmediate(resolve))
}

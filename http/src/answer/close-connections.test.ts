import { once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'
import fastify from 'fastify'
import { expect, it } from 'vitest'
import { closeConnections } from './close-connections.js'

it.each([
  ['not begun', false],
  ['begun', true],
])(
  'a server that stops closes kept connections with their last answer, which has %s before',
  async (_what, isBegun) => {
    const app = fastify()
    closeConnections(app)
    let finish = (): void => {}
    const isToEnd = new Promise<void>((resolve) => {
      finish = resolve
    })
    let begin = (): void => {}
    const hasBegun = new Promise<void>((resolve) => {
      begin = resolve
    })
    app.get('/', async (_request, reply) => {
      if (isBegun) {
        reply.hijack()
        reply.raw.writeHead(200, { 'content-length': 4 }).flushHeaders()
      }
      begin()
      await isToEnd
      if (isBegun) reply.raw.end('done')
      return isBegun ? reply : 'done'
    })
    await app.listen({ port: 0, host: '127.0.0.1' })
    const client = connect((app.server.address() as AddressInfo).port, '127.0.0.1')
    let received = ''
    client.on('data', (piece) => {
      received += piece.toString()
    })
    client.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
    await hasBegun
    const stopped = app.close()
    while (app.server.listening) await turn()
    finish()
    await once(client, 'end')
    await stopped
    expect(received).toMatch(/^HTTP\/1.1 200 OK\r\n.*\r\n\r\ndone$/s)
    expect(/^connection: close\r$/im.test(received)).toBe(!isBegun)
  },
)

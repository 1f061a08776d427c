import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Closing } from './observation/observer.js'
import { boundServer } from './server-options.js'

let server: Server
let closed: Closing[]
beforeEach(async () => {
  closed = []
  server = createServer()
  boundServer(server, (reason) => closed.push(reason))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterEach(() => {
  server.closeAllConnections()
  server.close()
})

/** @returns both its ends */
async function connection(): Promise<[Socket, Socket]> {
  const accepted = once(server, 'connection')
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1')
  const [serverSide] = (await accepted) as [Socket]
  return [client, serverSide]
}

it('a connection beyond those there may be is dropped and counted', async () => {
  server.maxConnections = 1
  const [first] = await connection()
  const second = connect((server.address() as AddressInfo).port, '127.0.0.1').on('error', () => {})
  await once(second, 'close')
  expect(closed).toEqual(['too-many'])
  expect(first.destroyed).toBe(false)
  first.destroy()
})

it('a connection that nothing happens on is closed and counted', async () => {
  const [client, serverSide] = await connection()
  const ended = once(client.resume(), 'close')
  server.emit('timeout', serverSide)
  await ended
  expect(closed).toEqual(['idle'])
})

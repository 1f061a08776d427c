import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { closeWithin } from './close-within.js'

it('closing does not wait for a client that stalls', async () => {
  const server = createServer((request) => request.resume())
  server.listen(0)
  await once(server, 'listening')
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1')
  client.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf')
  await once(server, 'request')
  const closed = once(client.resume(), 'close')
  await closeWithin({ server, close: promisify(server.close.bind(server)) }, 50)
  await closed
  expect(server.listening).toBe(false)
})

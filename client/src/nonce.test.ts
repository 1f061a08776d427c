import { OPERATIONS, type OperationId } from '@deskledger/contract'
import { describe, expect, it } from 'vitest'
import type { DeskledgerClient } from './client.js'
import { json, scriptedEndpoint } from './scripted-endpoint.fixture.js'

const OK = json(200, {})
const BUSY = json(503, {})

/** Numbers calls, so that a test can tell them apart. */
function counted(): () => string {
  let calls = 0
  return () => `call ${++calls}`
}

const idsOf = (wanted: (id: OperationId) => boolean): OperationId[] =>
  (Object.keys(OPERATIONS) as OperationId[]).filter(wanted)

/** Any operation, with something for each parameter of its path. */
const send = (client: DeskledgerClient, id: OperationId): Promise<unknown> => {
  const path = Object.fromEntries(Object.keys(OPERATIONS[id].pathParameters.properties).map((name) => [name, 'x']))
  return (client.call as (id: OperationId, request: object) => Promise<unknown>)(id, { path })
}

describe('the nonce of a call', () => {
  it.each(idsOf((id) => OPERATIONS[id].effect === 'once'))('is sent and signed with %s', async (id) => {
    await using endpoint = await scriptedEndpoint([OK, OK], { newNonce: counted() })
    await send(endpoint.client, id)
    await send(endpoint.client, id)
    expect(endpoint.requests.map(({ headers }) => headers['x-deskledger-nonce'])).toEqual(['call 1', 'call 2'])
    for (const { headers, isSignatureValid } of endpoint.requests) {
      expect(headers.authorization).toContain(';x-deskledger-nonce;')
      expect(isSignatureValid).toBe(true)
    }
  })

  it('is not sent with what does no harm twice', async () => {
    const ids = idsOf((id) => OPERATIONS[id].effect !== 'once' && OPERATIONS[id].access.scope !== 'public')
    await using endpoint = await scriptedEndpoint(
      ids.map(() => OK),
      { newNonce: counted() },
    )
    for (const id of ids) await send(endpoint.client, id)
    expect(endpoint.requests).toHaveLength(ids.length)
    expect(endpoint.requests.filter(({ headers }) => 'x-deskledger-nonce' in headers)).toEqual([])
  })

  it('stays the same however often the call is sent', async () => {
    await using endpoint = await scriptedEndpoint([BUSY, BUSY, OK, OK], { newNonce: counted() })
    await endpoint.client.exportUserConnection()
    await endpoint.client.exportUserConnection()
    const nonces = endpoint.requests.map(({ headers }) => headers['x-deskledger-nonce'])
    expect(nonces).toEqual(['call 1', 'call 1', 'call 1', 'call 2'])
  })

  it('is random unless it is given', async () => {
    await using endpoint = await scriptedEndpoint([OK, OK])
    await endpoint.client.admin.createGroup({ name: 'g' })
    await endpoint.client.admin.createGroup({ name: 'g' })
    const [first, second] = endpoint.requests.map(({ headers }) => headers['x-deskledger-nonce'])
    expect(first).toMatch(/^[0-9a-f]{32}$/)
    expect(second).toMatch(/^[0-9a-f]{32}$/)
    expect(second).not.toBe(first)
  })
})

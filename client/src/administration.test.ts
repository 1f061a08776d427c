import { OPERATIONS } from '@deskledger/contract'
import { describe, expect, it } from 'vitest'
import type { Administration } from './administration.js'
import { hangUp, json, scriptedEndpoint } from './scripted-endpoint.fixture.js'

/** `/admin/v1/users/{user_id}` with every parameter as its own name. */
const CALLS = Object.entries(OPERATIONS).flatMap(([id, operation]) => {
  if (!operation.path.startsWith('/admin/')) return []
  const name = id.replace(/^./, (first) => first.toLowerCase())
  const ids = Object.keys(operation.pathParameters.properties)
  const path = operation.path.replaceAll(/[{}]/g, '')
  const takesQuery = Object.keys(operation.query.properties).length > 0
  return [{ name, ids, method: operation.method, path, takesBody: 'body' in operation, takesQuery }]
})

type Method = (...words: readonly unknown[]) => Promise<unknown>

const methodOf = (admin: Administration, name: string): Method =>
  // Walks all methods, whatever they take.
  (admin[name as keyof Administration] as Method).bind(admin)

describe('admin', () => {
  it.each(CALLS)('$name sends $method $path', async ({ name, ids, method, path, takesBody }) => {
    await using endpoint = await scriptedEndpoint([json(200, { answered: true })])
    const body = takesBody ? [{ name: 'n' }] : []
    await methodOf(endpoint.client.admin, name)(...ids, ...body)
    const [request] = endpoint.requests
    expect(request).toMatchObject({ method, path, isSignatureValid: true })
    expect(request?.body.toString()).toBe(takesBody ? '{"name":"n"}' : '')
    expect(request?.headers['content-type']).toBe(takesBody ? 'application/json' : undefined)
    expect(request?.headers['x-project-id']).toBeUndefined()
  })

  it.each(CALLS)('$name can be stopped', async ({ name, ids, takesBody, takesQuery }) => {
    await using endpoint = await scriptedEndpoint([])
    const words = [...ids, ...(takesBody || takesQuery ? [{}] : []), { signal: AbortSignal.abort(new Error('enough')) }]
    await expect(methodOf(endpoint.client.admin, name)(...words)).rejects.toThrow('enough')
    expect(endpoint.requests).toHaveLength(0)
  })

  it('answers what the endpoint answers', async () => {
    await using endpoint = await scriptedEndpoint([json(200, { users: [] }), (reply) => reply.writeHead(204).end()])
    expect(await endpoint.client.admin.listUsers()).toEqual({ users: [] })
    expect(await endpoint.client.admin.deleteUser('u')).toBeUndefined()
  })

  it('walks all audit entries, page by page', async () => {
    const page = (sequences: readonly number[], more: object = {}) =>
      json(200, { audit_entries: sequences.map((sequence) => ({ sequence })), ...more })
    await using endpoint = await scriptedEndpoint([
      page([9, 8], { next_before_sequence: 8 }),
      page([], { next_before_sequence: 4 }),
      page([1]),
    ])
    const found: number[] = []
    for await (const { sequence } of endpoint.client.admin.auditEntries({ outcome: 'denied' })) found.push(sequence)
    expect(found).toEqual([9, 8, 1])
    const asked = endpoint.requests.map(({ query }) => [...query].map((pair) => pair.join('=')).sort())
    expect(asked).toEqual([
      ['limit=1000', 'outcome=denied'],
      ['before_sequence=8', 'limit=1000', 'outcome=denied'],
      ['before_sequence=4', 'limit=1000', 'outcome=denied'],
    ])
  })

  it('does not make a user again when the outcome is unknown', async () => {
    await using endpoint = await scriptedEndpoint([hangUp, json(201, {})])
    await expect(endpoint.client.admin.createUser({ name: 'n' })).rejects.toThrow('No answer')
    expect(endpoint.requests).toHaveLength(1)
  })
})

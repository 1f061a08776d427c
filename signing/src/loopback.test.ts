import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readClaim } from './read-claim.js'
import { signRequest } from './sign.js'
import { verifyClaim } from './verify-claim.js'

const credentials = { accessKey: 'AK', secretKey: 'SK', projectId: 'p', securityToken: 'a/b+c==' }

const server = createServer((request, response) => {
  verify(request).then(
    (answer) => response.end(answer),
    (error: Error) => response.destroy(error),
  )
})
let origin: string

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())

describe('over a real connection, sent by fetch and received by node:http', () => {
  it.each([
    ['GET', '/v2/p/export-tasks', undefined],
    ['GET', '/v2/p/export-tasks?file_name=%E8%BF%9E%20+&x=&y', undefined],
    ['GET', '/v2/p/export-tasks?q=it\'s "张" <b>|{}', undefined],
    ['GET', '/v2/p/odd id/a%2Fb/张/', undefined],
    ['DELETE', '/v2/p//export-tasks/7c2f6f0e', undefined],
    ['POST', '/v2/p/export-tasks/batch-delete', '{"task_ids":["张😀"]}'],
  ])('%s %s is accepted', async (method, path, body) => {
    const headers = { 'Content-Type': 'application/json', 'User-Agent': 'test' }
    const request = { method, url: `${origin}${path}`, headers, body }
    const signed = signRequest(request, credentials, new Date())
    const response = await fetch(request.url, { method, headers: signed, ...(body !== undefined && { body }) })
    expect(await response.text()).toBe('accepted')
  })

  it('a body that was changed is refused', async () => {
    const request = { method: 'POST', url: `${origin}/v2/p`, headers: { 'Content-Type': 'application/json' } }
    const headers = signRequest({ ...request, body: '{}' }, credentials, new Date())
    const response = await fetch(request.url, { method: 'POST', headers, body: '{ }' })
    expect(await response.text()).toBe('signature-mismatch')
  })
})

async function verify(request: IncomingMessage): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of request) hash.update(chunk)
  const [rawPath = '', rawQuery = ''] = (request.url ?? '').split(/\?(.*)/s)
  const { method = '', rawHeaders } = request
  const claim = readClaim({ method, rawPath, rawQuery, rawHeaders }, { now: new Date() })
  if (!claim.ok) return claim.failure.kind
  const result = verifyClaim(claim.value, { bodySha256: hash.digest('hex'), secretKey: 'SK' })
  return result.ok ? 'accepted' : result.failure.kind
}

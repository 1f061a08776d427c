import { OPERATIONS, type Operation, type OperationId } from '@deskledger/contract'
import { type FastifyInstance, fastify } from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { HOST, OTHER_PROJECT, PROJECT, TestApplication } from '../application.fixture.js'
import { operationRoutes } from '../routes/index.js'
import type { RouteParts } from '../routes/operation-route.js'

const LIST = `/v2/${PROJECT}/connections/desktops`
const DELETE = `/v2/${PROJECT}/export-tasks/batch-delete`
const INGEST = `/v3/${PROJECT}/desktops/connections`
const HEAD = 'Incorrect IAM authentication information: '

/** The operations that answer otherwise than 401 when nobody proves an identity. */
async function openOperations(app: FastifyInstance): Promise<OperationId[]> {
  const open: OperationId[] = []
  for (const [id, { method, path }] of Object.entries<Operation>(OPERATIONS)) {
    const url = path.replace('{project_id}', PROJECT).replaceAll(/\{\w+\}/g, 'some-id')
    const body = method === 'GET' ? {} : { payload: '{}', headers: { 'content-type': 'application/json' } }
    const { statusCode } = await app.inject({ method, url, ...body })
    if (statusCode !== 401) open.push(id as OperationId)
  }
  return open
}

const PUBLIC = [
  'ListSigningKeys',
  'KeystoneCreateUserTokenByPassword',
  'CreateTemporaryAccessKeyByToken',
  'CreateBrowserSession',
]

describe('the scopes of operations', () => {
  let test: TestApplication
  beforeEach(async () => {
    test = await TestApplication.start()
  })
  afterEach(() => test.stop())

  const failureOf = async (...call: Parameters<TestApplication['call']>) => {
    const response = await test.call(...call)
    expect(response.headers['x-request-id']).toBe(response.json().request_id)
    const { error_code: code, error_msg: message } = response.json()
    return { status: response.statusCode, code, message }
  }

  it('let no operation be reached without an identity but the public ones', async () => {
    expect(await openOperations(test.app)).toEqual(PUBLIC)
  })

  it('are what closes them: without these every operation is open', async () => {
    const unguarded = fastify()
    for (const scope of ['public', 'identity', 'project', 'account', 'server'] as const) {
      operationRoutes(unguarded, {} as RouteParts, scope)
    }
    expect(await openOperations(unguarded)).toEqual(Object.keys(OPERATIONS))
  })

  it('serve a signed request', async () => {
    const response = await test.call(`${LIST}?limit=0&user_name=a%2Bb`)
    expect(response.statusCode).toBe(200)
    expect(response.json()).toEqual({ total_count: 0, records: [] })
    expect(test.listed).toMatchObject([{ query: { projectId: PROJECT, userName: 'a+b' }, limit: 0 }])
  })

  it('read the body of a GET for the signature', async () => {
    expect((await test.call(LIST, { body: '{}' })).statusCode).toBe(200)
    const headers = { host: HOST, ...test.signed(LIST, { body: '{}' }) }
    expect((await test.app.inject({ method: 'GET', url: LIST, headers, payload: '{ }' })).statusCode).toBe(401)
  })

  it('take no body that the signature does not cover', async () => {
    const headers = { 'content-type': 'application/x-ndjson', 'x-sdk-content-sha256': 'UNSIGNED-PAYLOAD' }
    expect(await failureOf(INGEST, { method: 'POST', headers, body: '{}\n' })).toEqual({
      status: 401,
      code: 'APIGW.0301',
      message: `${HEAD}the body has to be signed, not UNSIGNED-PAYLOAD`,
    })
    expect(test.merges).toEqual([])
    expect((await test.call(LIST, { headers: { 'x-sdk-content-sha256': 'UNSIGNED-PAYLOAD' } })).statusCode).toBe(200)
  })

  it('give an unknown key and a wrong secret the same answer', async () => {
    const [unknownKey, wrongSecret] = await Promise.all([
      failureOf(LIST, { accessKey: 'AKNOBODY', secretKey: 'x' }),
      failureOf(LIST, { secretKey: 'x' }),
    ])
    expect(unknownKey).toEqual(wrongSecret)
    const expected = `${HEAD}verify aksk signature fail, canonicalRequest:GET|${LIST}/||host:${HOST}|`
    expect(unknownKey).toEqual({ status: 401, code: 'APIGW.0301', message: expect.stringContaining(expected) })
  })

  it.each([
    ['no credentials', {}, 'x-auth-token not found; send a token, or sign the request with an access key'],
    ['an unknown token', { 'x-auth-token': 't' }, 'decrypt token fail'],
    [
      'another algorithm',
      { authorization: 'SDK-HMAC-SM3 Access=a' },
      'algorithm SDK-HMAC-SM3 is not supported, use SDK-',
    ],
    ['a word', { authorization: 'secret', 'x-sdk-date': '20260102T030405Z' }, 'authorization cannot be read'],
    ['a security token', { 'x-security-token': 't' }, 'x-auth-token not found'],
  ])('answers %s with a text that says so', async (_name, headers, tail) => {
    const response = await test.app.inject({ url: LIST, headers })
    expect(response.statusCode).toBe(401)
    expect(response.json().error_msg).toContain(`${HEAD}${tail}`)
  })

  it.each([
    [900, 200],
    [901, 401],
    [-900, 200],
    [-901, 401],
  ])('a clock that is %i s ahead gives %i', async (clockSkewSeconds, status) => {
    test.now = new Date('2026-01-02T03:04:05.000Z')
    const response = await test.call(LIST, { clockSkewSeconds })
    expect(response.statusCode).toBe(status)
    if (status === 401) {
      expect(response.json().error_msg).toMatch(
        /: signature expired, signature time:20260102T0\d{5}Z,server time:20260102T030405Z$/,
      )
    }
  })

  it.each([
    ['of another project', `/v2/${OTHER_PROJECT}/connections/desktops`, {}, 'are not for the project of the path'],
    ['with another X-Project-Id', LIST, { 'X-Project-Id': OTHER_PROJECT }, 'X-Project-Id is not the project'],
    ['with another X-Domain-Id', LIST, { 'X-Domain-Id': 'account-2' }, 'X-Domain-Id is not the account'],
  ])('refuses a request %s', async (_name, path, headers, message) => {
    expect(await failureOf(path, { headers })).toMatchObject({
      status: 403,
      code: 'WKS.00081102',
      message: expect.stringContaining(message),
    })
    expect(test.listed).toEqual([])
  })

  it('takes X-Project-Id and X-Domain-Id that fit', async () => {
    const headers = { 'X-Project-Id': PROJECT, 'X-Domain-Id': 'account-acme' }
    expect((await test.call(LIST, { headers })).statusCode).toBe(200)
  })

  it('stops guessing from one address without locking the owner out', async () => {
    const wrong = { secretKey: 'x', remoteAddress: '192.0.2.1' }
    for (let turn = 0; turn < 6; turn += 1) {
      expect((await failureOf(LIST, wrong)).message).toContain('verify aksk signature fail')
    }
    const message = `${HEAD}AK access failed to reach the limit,forbidden`
    const refused = { status: 401, code: 'APIGW.0301', message }
    expect(await failureOf(LIST, wrong)).toEqual(refused)
    expect(await failureOf(LIST, { remoteAddress: '192.0.2.1' })).toEqual(refused)
    expect((await test.call(LIST, { remoteAddress: '192.0.2.2' })).statusCode).toBe(200)
    test.now = new Date(test.now.getTime() + 300_000)
    expect((await test.call(LIST, { remoteAddress: '192.0.2.1' })).statusCode).toBe(200)
  })

  it.each([
    ['Authorization', 'x'],
    ['X-Sdk-Date', '20260102T030405Z'],
    ['X-Project-Id', PROJECT],
    ['Content-Type', 'text/plain'],
  ])('refuses a second %s', async (name, value) => {
    const call = { headers: { 'X-Project-Id': PROJECT, 'Content-Type': 'a/b' } }
    expect(await test.exchange(test.head(LIST, call))).toMatch(/^HTTP\/1.1 200 /)
    const answer = await test.exchange(test.head(LIST, call, `${name}: ${value}`))
    expect(answer).toMatch(/^HTTP\/1.1 401 /)
    expect(answer).toContain(`header ${name.toLowerCase()} was sent more than once`)
  })

  it.each(['{project_id}', '%7Bproject_id%7D'])(
    'says that the client has no project when the path has %s',
    async (id) => {
      const response = await test.app.inject({ url: `/v2/${id}/connections/desktops` })
      expect(response.statusCode).toBe(400)
      expect(response.json()).toMatchObject({
        error_code: 'WKS.00211102',
        error_msg:
          'project_id is still the placeholder {project_id}: the client has no project id; set it in its credentials',
      })
    },
  )

  it.each([
    ['Purpose', 'prefetch'],
    ['Sec-Purpose', 'prefetch;prerender'],
  ])('refuses %s: %s', async (name, value) => {
    const path = `/v3/${PROJECT}/desktops/connections/export`
    expect(await failureOf(path, { headers: { [name]: value } })).toMatchObject({ status: 400, code: 'WKS.00211102' })
    expect(test.tasks.size).toBe(0)
    expect((await test.call(path)).statusCode).toBe(200)
    expect(test.tasks.size).toBe(1)
  })

  it.each([
    ['text/csv', DELETE],
    ['application/json; charset=latin1', DELETE],
    ['not a type', DELETE],
    ['application/x-ndjson', DELETE],
    ['text/csv', INGEST],
  ])('refuses a body of type %s', async (type, path) => {
    const call = { method: 'POST' as const, headers: { 'Content-Type': type }, body: '{}' }
    expect(await failureOf(path, call)).toMatchObject({ status: 415, code: 'WKS.00000415' })
  })

  it.each([
    ['application/json', DELETE, 'gzip'],
    ['application/x-ndjson', INGEST, 'br'],
  ])('refuses a %s body for %s in %s', async (type, path, encoding) => {
    const headers = { 'Content-Type': type, 'Content-Encoding': encoding }
    expect(await failureOf(path, { method: 'POST', headers, body: '{}' })).toMatchObject({
      status: 415,
      code: 'WKS.00000415',
    })
  })

  it('spools nothing for long when the signature is wrong', async () => {
    const call = { method: 'POST' as const, headers: { 'Content-Type': 'application/x-ndjson' }, body: '{}\n' }
    expect(await failureOf(INGEST, { ...call, secretKey: 'x' })).toMatchObject({ status: 401 })
    expect(await test.spooledFiles()).toEqual([])
    expect(test.merges).toEqual([])
  })

  describe('that have an effect each time', () => {
    const EXPORT = `/v3/${PROJECT}/desktops/connections/export`

    it('have it once for the very same signed request: the export answers its first task', async () => {
      const first = await test.call(EXPORT)
      const again = await test.call(EXPORT)
      expect([first.statusCode, again.statusCode, again.json()]).toEqual([200, 200, first.json()])
      expect(test.tasks.size).toBe(1)
      expect((await test.call(EXPORT, { clockSkewSeconds: 1 })).json()).not.toEqual(first.json())
    })

    it('do not bring back what was deleted meanwhile', async () => {
      const { task_id } = (await test.call(EXPORT)).json()
      await test.send('POST', DELETE, { task_ids: [task_id] })
      expect(await failureOf(EXPORT)).toMatchObject({ status: 409, message: expect.stringContaining('sign it anew') })
      expect(test.tasks.size).toBe(0)
    })

    it('refuse it otherwise', async () => {
      expect((await test.send('POST', '/admin/v1/users', { name: 'bob' })).statusCode).toBe(201)
      const again = await test.send('POST', '/admin/v1/users', { name: 'bob' })
      expect([again.statusCode, again.json().error_msg]).toEqual([409, expect.stringContaining('received before')])
    })

    it('do not undo what was changed in between', async () => {
      const { user_id } = (await test.send('POST', '/admin/v1/users', { name: 'bob' })).json()
      const { group_id } = (await test.send('POST', '/admin/v1/groups', { name: 'readers' })).json()
      const [user, member] = [`/admin/v1/users/${user_id}`, `/admin/v1/groups/${group_id}/users/${user_id}`]
      const changes = [
        [() => test.call(member, { method: 'PUT' }), () => test.call(member, { method: 'DELETE' })],
        [() => test.send('PATCH', user, { enabled: true }), () => test.send('PATCH', user, { enabled: false })],
      ] as const
      for (const [change, changeBack] of changes) {
        for (const done of [await change(), await changeBack()]) expect(done.statusCode).toBeLessThan(300)
        expect((await change()).statusCode).toBe(409)
      }
      const group = (await test.call(`/admin/v1/groups/${group_id}`)).json()
      expect([group.user_ids, (await test.call(user)).json().enabled]).toEqual([[], false])
    })

    it('may be tried again when the first had none', async () => {
      const path = `${EXPORT}?min_e2e_rtt=x`
      expect((await test.call(path)).statusCode).toBe(400)
      expect((await test.call(path)).statusCode).toBe(400)
    })
  })

  it('leave the export open to whoever is granted anything in the project, unless it is set otherwise', async () => {
    const { user_id } = (await test.send('POST', '/admin/v1/users', { name: 'bob' })).json()
    const key = (await test.call(`/admin/v1/users/${user_id}/access-keys`, { method: 'POST' })).json()
    const bob = { accessKey: key.access_key, secretKey: key.secret_key }
    const EXPORT = `/v3/${PROJECT}/desktops/connections/export`
    expect((await test.call(EXPORT, bob)).statusCode).toBe(403)
    await test.send('POST', '/admin/v1/grants', { policy_id: 'deskledger_ingest', user_id })
    expect((await test.call(EXPORT, bob)).statusCode).toBe(200)
    const document = { Version: '1.1', Statement: [{ Effect: 'Deny', Action: ['workspace:connections:export'] }] }
    const { policy_id } = (await test.send('POST', '/admin/v1/policies', { name: 'no', document })).json()
    await test.send('POST', '/admin/v1/grants', { policy_id, user_id })
    expect((await test.call(EXPORT, { ...bob, clockSkewSeconds: 1 })).statusCode).toBe(403)
  })
})

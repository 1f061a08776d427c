import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { OTHER_PROJECT, PROJECT, TASK_ID, TestApplication } from '../application.fixture.js'

const LIST = `/v2/${PROJECT}/connections/desktops`
const EXPORT = `/v3/${PROJECT}/desktops/connections/export`
const DELETE = `/v2/${PROJECT}/export-tasks/batch-delete`
const TOKENS = '/v3/auth/tokens'
const ADA = { kind: 'user', accountId: 'account-acme', userId: 'user-ada-of-acme', userName: 'ada' }

const passwordOf = (name: string, password = 'root password') => ({
  auth: { identity: { methods: ['password'], password: { user: { name, password, domain: { name: 'acme' } } } } },
})

describe('the audit log', () => {
  let test: TestApplication
  beforeEach(async () => {
    test = await TestApplication.start()
  })
  afterEach(() => test.stop())

  const recorded = () => test.audit.events

  it('has who made an export task, from where, which, and how it was answered', async () => {
    const response = await test.call(EXPORT, { remoteAddress: '192.0.2.7' })
    expect(recorded()).toEqual([
      {
        at: test.now,
        operation: 'ExportUserConnectionNew',
        actor: { ...ADA, credential: 'access-key', accessKey: 'AKOWNER' },
        address: '192.0.2.7',
        requestId: response.headers['x-request-id'],
        target: { project_id: PROJECT, task_id: response.json().task_id },
        outcome: { status: 200, code: undefined },
        repeated: undefined,
        isDone: true,
      },
    ])
  })

  it('has the ids of what is changed, and no secret', async () => {
    const { user_id } = (await test.send('POST', '/admin/v1/users', { name: 'bob', password: 'pass word' })).json()
    await test.send('PATCH', `/admin/v1/users/${user_id}`, { enabled: false })
    await test.send('PATCH', `/admin/v1/users/${user_id}`, { password: 'pass word 2' })
    await test.call(`/admin/v1/users/${user_id}/access-keys`, { method: 'POST' })
    await test.send('POST', DELETE, { task_ids: ['t1', 't2'] })
    await test.call(`/admin/v1/users/${user_id}`, { method: 'DELETE' })
    expect(recorded().map(({ operation, target }) => [operation, target])).toEqual([
      ['CreateUser', { user_id, enabled: true }],
      ['UpdateUser', { user_id, enabled: false, changed: ['enabled'] }],
      ['UpdateUser', { user_id, enabled: false, changed: ['password'] }],
      ['CreateAccessKey', { user_id, enabled: true, access_key: expect.any(String) }],
      ['DeleteExportTasks', { project_id: PROJECT, task_ids: ['t1', 't2'] }],
      ['DeleteUser', { user_id }],
    ])
    expect(JSON.stringify(recorded())).not.toMatch(/pass word|secret/)
  })

  it('has who signed in, and who tried to', async () => {
    await test.app.inject({ method: 'POST', url: TOKENS, payload: passwordOf('ada') })
    await test.app.inject({ method: 'POST', url: TOKENS, payload: passwordOf('eve') })
    expect(recorded().map(({ actor, outcome }) => [actor, outcome.status, outcome.code])).toEqual([
      [{ ...ADA, credential: 'password', accessKey: undefined }, 201, undefined],
      [{ kind: 'unproven', accountId: 'account-acme', userName: 'eve' }, 401, 'APIGW.0301'],
    ])
  })

  it('has a temporary key with whose token it was made', async () => {
    const signedIn = await test.app.inject({ method: 'POST', url: TOKENS, payload: passwordOf('ada') })
    const headers = { 'x-auth-token': `${signedIn.headers['x-subject-token']}` }
    const payload = { auth: { identity: { methods: ['token'] } } }
    const url = '/v3.0/OS-CREDENTIAL/securitytokens'
    expect((await test.app.inject({ method: 'POST', url, headers, payload })).statusCode).toBe(201)
    expect(recorded().at(-1)).toMatchObject({ actor: { ...ADA, credential: 'token' }, outcome: { status: 201 } })
    expect(JSON.stringify(recorded())).not.toContain(headers['x-auth-token'])
  })

  it('has every denial, also of what is only read', async () => {
    await test.call(`/v2/${OTHER_PROJECT}/connections/desktops`)
    await test.call(LIST, { accessKey: 'AKNOBODY', secretKey: 'x' })
    await test.call(LIST, { secretKey: 'x' })
    await test.app.inject(LIST)
    expect(recorded().map(({ operation, actor, outcome }) => [operation, actor, outcome.status])).toEqual([
      ['ListLoginRecordsNew', expect.objectContaining(ADA), 403],
      ['ListLoginRecordsNew', { kind: 'unproven', accessKey: 'AKNOBODY' }, 401],
      ['ListLoginRecordsNew', { kind: 'unproven', accessKey: 'AKOWNER', accountId: 'account-acme' }, 401],
      ['ListLoginRecordsNew', { kind: 'unproven' }, 401],
    ])
  })

  it('takes from a stranger no more than the path', async () => {
    const body = JSON.stringify({ task_ids: Array.from({ length: 200 }, () => 'x'.repeat(64)) })
    const headers = { 'content-type': 'application/json' }
    await test.call(DELETE, { method: 'POST', headers, body, secretKey: 'x' })
    expect(recorded().map(({ target }) => target)).toEqual([{ project_id: PROJECT }])
  })

  it('has nothing of what is read, or refused as wrong, or delivered', async () => {
    await test.call(LIST)
    await test.call('/admin/v1/users')
    await test.send('POST', DELETE, {})
    await test.call(`/v2/${PROJECT}/export-tasks/${TASK_ID}/download`)
    await test.call('/admin/v1/users/nobody', { method: 'DELETE' })
    const headers = { 'content-type': 'application/x-ndjson' }
    await test.call(`/v3/${PROJECT}/desktops/connections`, { method: 'POST', headers, body: '{}\n' })
    await test.app.inject('/healthz')
    await test.app.inject('/v1/signing-keys')
    expect(recorded()).toEqual([])
  })

  it('counts what is refused again and again, one entry a minute', async () => {
    const guess = () => test.call(LIST, { secretKey: 'x', remoteAddress: '192.0.2.1' })
    for (let turn = 0; turn < 5; turn += 1) await guess()
    expect(recorded()).toHaveLength(1)
    test.now = new Date(test.now.getTime() + 60_000)
    await guess()
    expect(recorded().map(({ repeated, at }) => [repeated, at])).toEqual([
      [undefined, expect.any(Date)],
      [4, test.now],
      [undefined, test.now],
    ])
    await guess()
    await test.app.close()
    expect(recorded().at(-1)).toMatchObject({ repeated: 1, actor: { accessKey: 'AKOWNER' } })
  })

  it.each<[string, () => Promise<{ statusCode: number; headers: object; body: string }>]>([
    ['an export', () => test.call(EXPORT)],
    ['a change', () => test.send('POST', '/admin/v1/users', { name: 'bob' })],
    ['a sign-in', () => test.app.inject({ method: 'POST', url: TOKENS, payload: passwordOf('ada') })],
    ['a denial', () => test.call(`/v2/${OTHER_PROJECT}/connections/desktops`)],
    ['a stranger', () => test.app.inject(LIST)],
  ])('answers %s with 503 when it cannot be written, and tells nothing else', async (_what, call) => {
    for (const failing of ['append', 'all'] as const) {
      test.audit.failing = failing
      // Of strangers only the first in a minute is recorded by itself.
      test.now = new Date(test.now.getTime() + 60_000)
      const response = await call()
      expect([response.statusCode, response.headers]).toEqual([
        503,
        expect.objectContaining({
          'retry-after': '5',
          'content-type': 'application/json',
          'cache-control': 'no-store',
        }),
      ])
      expect(response.headers).not.toHaveProperty('x-subject-token')
      expect(response.headers).toHaveProperty('x-request-id')
      expect(response.body).toContain('The audit log cannot be written')
    }
  })

  it('counts a refusal that could not be recorded by itself', async () => {
    test.audit.failing = 'append'
    await test.app.inject(LIST)
    test.audit.failing = 'nothing'
    await test.app.close()
    expect(recorded()).toMatchObject([{ repeated: 1, outcome: { status: 401 } }])
  })

  it('lets nothing be done while it cannot be written, and everything be read', async () => {
    test.audit.failing = 'all'
    await test.call(EXPORT)
    await test.send('POST', '/admin/v1/users', { name: 'bob' })
    expect(test.tasks.size).toBe(0)
    test.audit.failing = 'nothing'
    expect(recorded()).toEqual([])
    test.audit.failing = 'all'
    expect((await test.call('/admin/v1/users')).json().users).toHaveLength(1)
    expect((await test.call(LIST)).statusCode).toBe(200)
  })
})

describe('a direct export', () => {
  it('is on record before its first byte leaves; unrecorded, none does', async () => {
    await using test = await TestApplication.start()
    const path = `/v2/${PROJECT}/connections/desktops/export`
    let isOnRecord = false
    test.onRender = async function* () {
      isOnRecord = test.audit.events.length === 1
      yield Buffer.from('one\n')
    }
    expect(await test.exchange(test.head(path))).toContain('one\n')
    expect(isOnRecord).toBe(true)
    expect(test.audit.events).toMatchObject([{ outcome: { status: 200 }, isDone: false }])
    test.audit.failing = 'append'
    const refused = await test.call(path)
    expect([refused.statusCode, refused.body]).toEqual([503, expect.not.stringContaining('rows')])
    await vi.waitFor(() => expect(test.released).toHaveLength(2))
  })
})

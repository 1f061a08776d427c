import { AuthDomainList, ProjectList, RegionList, TemporaryAccessKey, TokenDescription } from '@deskledger/contract'
import { Check } from 'typebox/value'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { OTHER_PROJECT, PROJECT, TestApplication } from '../../application.fixture.js'

const TOKENS = '/v3/auth/tokens'
const TEMPORARY = '/v3.0/OS-CREDENTIAL/securitytokens'
const LIST = `/v2/${PROJECT}/connections/desktops?limit=0`

interface Sender {
  readonly account?: string
  readonly user?: string
  readonly password?: string
  readonly scope?: unknown
}

function passwordBody({ account = 'acme', user = 'ada', password = 'root password', scope }: Sender = {}): unknown {
  const identity = { methods: ['password'], password: { user: { name: user, password, domain: { name: account } } } }
  return { auth: { identity, ...(scope === undefined ? {} : { scope }) } }
}

describe('IAM calls', () => {
  let test: TestApplication
  beforeEach(async () => {
    test = await TestApplication.start()
  })
  afterEach(() => test.stop())

  const unsigned = async (path: string, body: unknown, headers: Record<string, string> = {}) =>
    test.app.inject({
      method: 'POST',
      url: path,
      headers: { host: 'ledger.test', 'content-type': 'application/json', ...headers },
      payload: JSON.stringify(body),
    })

  const tokenFor = async (sender: Sender = {}): Promise<string> => {
    const response = await unsigned(TOKENS, passwordBody(sender))
    expect(response.statusCode).toBe(201)
    return String(response.headers['x-subject-token'])
  }

  describe('POST /v3/auth/tokens', () => {
    it('answers 201, the token in a header, its description for 24 hours in the body', async () => {
      const response = await unsigned(TOKENS, passwordBody({ scope: { project: { id: PROJECT } } }))
      expect(response.statusCode).toBe(201)
      expect(response.headers['x-subject-token']).toMatch(/^[\w-]{43}$/)
      expect(Check(TokenDescription, response.json())).toBe(true)
      expect(response.json().token).toMatchObject({
        issued_at: '2026-01-02T03:04:05.678000Z',
        expires_at: '2026-01-03T03:04:05.678000Z',
        methods: ['password'],
        catalog: [],
        user: { name: 'ada', password_expires_at: '', domain: { id: 'account-acme', name: 'acme' } },
        project: { id: PROJECT, name: 'local-1', domain: { id: 'account-acme', name: 'acme' } },
      })
    })

    it.each([['true'], ['false'], ['x']])('leaves the catalog out with nocatalog=%s', async (value) => {
      const { token } = (await unsigned(`${TOKENS}?nocatalog=${value}`, passwordBody())).json()
      expect(token).not.toHaveProperty('catalog')
    })

    it.each([
      ['the project by name', { project: { name: 'local-1' } }, 'project'],
      ['the account by id', { domain: { id: 'account-acme' } }, 'domain'],
      ['the account by name', { domain: { name: 'acme' } }, 'domain'],
      ['both, of which the project wins', { domain: { name: 'acme' }, project: { id: PROJECT } }, 'project'],
      ['no scope, which means the account', undefined, 'domain'],
    ])('takes as scope %s', async (_what, scope, member) => {
      const { token } = (await unsigned(TOKENS, passwordBody({ scope }))).json()
      expect(['project', 'domain'].filter((name) => name in token)).toEqual([member])
    })

    it.each([
      ['a wrong password', { password: 'wrong' }],
      ['an unknown user', { user: 'nobody' }],
      ['an unknown account', { account: 'nobody' }],
      ['a user of another account', { account: 'umbrella' }],
    ])('answers %s with the same 401', async (_what, sender) => {
      const response = await unsigned(TOKENS, passwordBody(sender))
      expect(response.statusCode).toBe(401)
      expect(response.json()).toEqual({
        error: { code: 401, message: 'The username or password is wrong.', title: 'Unauthorized' },
      })
    })

    it.each([
      ['another account’s project', { project: { id: OTHER_PROJECT } }],
      ['no such project', { project: { name: 'nowhere' } }],
      ['a project that is not named', { project: {} }],
      ['another account', { domain: { name: 'umbrella' } }],
    ])('answers 403 for the scope of %s', async (_what, scope) => {
      const response = await unsigned(TOKENS, passwordBody({ scope }))
      expect([response.statusCode, response.json().error.title]).toEqual([403, 'Forbidden'])
    })

    it.each([
      [{}, /^auth is missing/],
      [{ auth: { identity: { methods: ['token'] } } }, /methods|password/],
      [{ auth: { identity: { methods: [] } } }, /password is missing|methods/],
      [{ auth: 1 }, /^auth must be object/],
    ])('answers 400 in its own shape for %j', async (body, message) => {
      const response = await unsigned(TOKENS, body)
      expect(response.statusCode).toBe(400)
      expect(response.json().error).toMatchObject({ code: 400, title: 'Bad Request' })
      expect(response.json().error.message).toMatch(message)
    })

    it('refuses guessing for the guesser’s address only, and for a while', async () => {
      const guess = (remoteAddress: string, password: string) =>
        test.app.inject({
          method: 'POST',
          url: TOKENS,
          headers: { 'content-type': 'application/json' },
          payload: JSON.stringify(passwordBody({ password })),
          remoteAddress,
        })
      for (let at = 0; at < 6; at += 1) expect((await guess('192.0.2.1', 'wrong')).statusCode).toBe(401)
      const refused = await guess('192.0.2.1', 'root password')
      expect([refused.statusCode, refused.headers['retry-after']]).toEqual([429, '300'])
      expect((await guess('192.0.2.2', 'root password')).statusCode).toBe(201)
      test.now = new Date(test.now.getTime() + 300_000)
      expect((await guess('192.0.2.1', 'root password')).statusCode).toBe(201)
    })
  })

  describe('a token', () => {
    it('serves its project, and every project when it is for the account', async () => {
      for (const scope of [undefined, { project: { id: PROJECT } }]) {
        expect((await test.call(LIST, { token: await tokenFor({ scope }) })).statusCode).toBe(200)
      }
    })

    it('of a project does not reach the account', async () => {
      const token = await tokenFor({ scope: { project: { id: PROJECT } } })
      expect((await test.call('/admin/v1/users', { token })).statusCode).toBe(403)
      expect((await test.call('/admin/v1/users', { token: await tokenFor() })).statusCode).toBe(200)
    })

    it('reaches no project of another account', async () => {
      const response = await test.call(LIST, { token: await tokenFor({ account: 'umbrella', user: 'root' }) })
      expect([response.statusCode, response.json().error_code]).toEqual([403, 'WKS.00081102'])
    })

    it('ends after 24 hours, which is told', async () => {
      const token = await tokenFor()
      test.now = new Date(test.now.getTime() + 24 * 3_600_000 - 1)
      expect((await test.call(LIST, { token })).statusCode).toBe(200)
      test.now = new Date(test.now.getTime() + 1)
      const { error_msg } = (await test.call(LIST, { token })).json()
      expect(error_msg).toBe(
        'Incorrect IAM authentication information: token expires, expires_at:2026-01-03T03:04:05.678Z',
      )
    })

    it('ends when its user’s password changes', async () => {
      const token = await tokenFor()
      const [{ user_id }] = (await test.call('/admin/v1/users')).json().users
      expect((await test.send('PATCH', `/admin/v1/users/${user_id}`, { password: 'new password' })).statusCode).toBe(
        200,
      )
      const response = await test.call(LIST, { token })
      expect([response.statusCode, response.json().error_msg]).toEqual([
        401,
        expect.stringContaining('the token must be updated'),
      ])
    })

    it.each([['unknown'], ['']])('that is none (%j) is a 401', async (token) => {
      const response = await test.call(LIST, { token })
      expect([response.statusCode, response.json().error_msg]).toEqual([
        401,
        expect.stringMatching(/: decrypt token fail$/),
      ])
    })

    it('beside a signature is not looked at', async () => {
      expect((await test.call(LIST, { headers: { 'x-auth-token': 'nonsense' } })).statusCode).toBe(200)
    })
  })

  describe('GET /v3/auth/tokens', () => {
    it('describes a token of the own account', async () => {
      const token = await tokenFor({ scope: { project: { id: PROJECT } } })
      const response = await test.call(TOKENS, { token, headers: { 'x-subject-token': token } })
      expect([response.statusCode, response.headers['x-subject-token']]).toEqual([200, token])
      expect(Check(TokenDescription, response.json())).toBe(true)
      expect(response.json().token.project.id).toBe(PROJECT)
    })

    it.each([
      ['none', {}, /is missing/],
      ['an unknown one', { 'x-subject-token': 'nonsense' }, /is no valid token of this account/],
    ])('answers 400 for %s', async (_what, headers, message) => {
      const response = await test.call(TOKENS, { headers })
      expect([response.statusCode, response.json().error.message]).toEqual([400, expect.stringMatching(message)])
    })

    it('does not tell of a token of another account', async () => {
      const headers = { 'x-subject-token': await tokenFor({ account: 'umbrella', user: 'root' }) }
      expect((await test.call(TOKENS, { headers })).statusCode).toBe(400)
    })
  })

  describe('the look-ups of SDKs', () => {
    it('find the project by the name of the region', async () => {
      const response = await test.call('/v3/projects?name=local-1')
      expect(Check(ProjectList, response.json())).toBe(true)
      expect(response.json().projects).toEqual([expect.objectContaining({ id: PROJECT, domain_id: 'account-acme' })])
      expect(response.json().links.self).toBe('http://ledger.test/v3/projects')
    })

    it.each([
      ['name=other', 0],
      ['domain_id=account-acme&parent_id=account-acme&enabled=true&is_domain=false', 1],
      ['domain_id=account-umbrella', 0],
      ['parent_id=x', 0],
      ['enabled=false', 0],
      ['is_domain=true', 0],
      ['page=1&per_page=1', 1],
      ['page=2&per_page=1', 0],
    ])('filter projects by %s: %i', async (query, count) => {
      expect((await test.call(`/v3/projects?${query}`)).json().projects).toHaveLength(count)
    })

    it.each([
      ['page=1', /^per_page/],
      ['per_page=1', /^page /],
      ['page=0&per_page=1', /^page must be/],
      ['enabled=yes', /^enabled must be/],
    ])('refuse %s', async (query, message) => {
      const response = await test.call(`/v3/projects?${query}`)
      expect([response.statusCode, response.json().error.message]).toEqual([400, expect.stringMatching(message)])
    })

    it('are taken with a signed body on GET, as Node sends them', async () => {
      const headers = { 'content-type': 'application/json' }
      expect((await test.call('/v3/projects', { headers, body: '{}' })).statusCode).toBe(200)
    })

    it('tell the one region and the own account', async () => {
      const regions = (await test.call('/v3/regions')).json()
      expect([Check(RegionList, regions), regions.regions[0].id]).toEqual([true, 'local-1'])
      const domains = (await test.call('/v3/auth/domains')).json()
      expect([Check(AuthDomainList, domains), domains.domains[0].id]).toEqual([true, 'account-acme'])
    })

    it('fail in the shape of Keystone paths, whatever fails', async () => {
      for (const [method, path] of [
        ['GET', '/v3/projects'],
        ['POST', '/v3/projects'],
        ['GET', '/v3/regions?a=%zz'],
      ] as const) {
        const response = await test.app.inject({ method, url: path })
        expect(response.json()).toEqual({
          error: { code: response.statusCode, message: expect.any(String), title: expect.any(String) },
        })
        expect(response.headers['x-request-id']).toMatch(/^[0-9a-f]{32}$/)
      }
    })
  })

  it('carry the request id as X-IAM-Trace-Id too, which SDKs quote; others do not', async () => {
    for (const path of ['/v3/projects', '/v3/auth/tokens', TEMPORARY]) {
      const { headers } = await test.call(path)
      expect(headers['x-iam-trace-id']).toBe(headers['x-request-id'])
    }
    expect((await test.call(LIST)).headers).not.toHaveProperty('x-iam-trace-id')
  })

  describe('POST /v3.0/OS-CREDENTIAL/securitytokens', () => {
    const body = (token?: Record<string, unknown>) => ({
      auth: { identity: { methods: ['token'], ...(token === undefined ? {} : { token }) } },
    })

    const keyFor = async (token: Record<string, unknown>) => {
      const response = await unsigned(TEMPORARY, body(token))
      expect(response.statusCode).toBe(201)
      expect(Check(TemporaryAccessKey, response.json())).toBe(true)
      const { access, secret, securitytoken, expires_at } = response.json().credential
      return { accessKey: access, secretKey: secret, securityToken: securitytoken, expires_at }
    }

    it('gives a key that signs with its security token, for 900 seconds by default', async () => {
      const { expires_at, ...key } = await keyFor({ id: await tokenFor() })
      expect(expires_at).toBe('2026-01-02T03:19:05.678000Z')
      expect((await test.call(LIST, key)).statusCode).toBe(200)
      test.now = new Date(test.now.getTime() + 900_000)
      expect((await test.call(LIST, key)).statusCode).toBe(401)
    })

    it('takes the token of the header too', async () => {
      const headers = { 'x-auth-token': await tokenFor() }
      expect((await unsigned(TEMPORARY, body(), headers)).statusCode).toBe(201)
    })

    it('is worth nothing without its security token, or with another one', async () => {
      const { accessKey, secretKey } = await keyFor({ id: await tokenFor() })
      const other = await keyFor({ id: await tokenFor() })
      expect((await test.call(LIST, { accessKey, secretKey })).statusCode).toBe(401)
      const swapped = { accessKey, secretKey, securityToken: other.securityToken }
      expect((await test.call(LIST, swapped)).statusCode).toBe(401)
    })

    it('reaches what its token reaches', async () => {
      const token = await tokenFor({ scope: { project: { id: PROJECT } } })
      const { expires_at: _, ...key } = await keyFor({ id: token })
      expect((await test.call(LIST, key)).statusCode).toBe(200)
      expect((await test.call('/admin/v1/users', key)).statusCode).toBe(403)
    })

    it.each([
      [899, 400],
      [900, 201],
      [86_400, 201],
      [86_401, 400],
    ])('lasts %i seconds: %i', async (seconds, status) => {
      const response = await unsigned(TEMPORARY, body({ id: await tokenFor(), duration_seconds: seconds }))
      expect(response.statusCode).toBe(status)
    })

    it.each([
      ['no token', undefined, 401, 'IAM.0001'],
      ['an unknown one', { id: 'nonsense' }, 401, 'IAM.0001'],
      ['a policy, which is not built', { id: 'x', policy: {} }, 400, 'IAM.0073'],
      ['a token longer than any', { id: 'x'.repeat(40_001) }, 400, 'IAM.0073'],
    ])('fails in its own shape for %s', async (_what, token, status, code) => {
      const response = await unsigned(TEMPORARY, body(token))
      expect(response.json()).toEqual({
        error_code: code,
        error_msg: expect.any(String),
        request_id: response.headers['x-request-id'],
      })
      expect(response.statusCode).toBe(status)
    })
  })
})

import { describe, expect, it } from 'vitest'
import { DeskledgerClient } from './client.js'
import type { ClientOptions } from './client-options.js'
import { AuthenticationError, ProjectChoiceError } from './errors.js'
import { type Answer, hangUp, json, occurrence, scriptedEndpoint } from './scripted-endpoint.fixture.js'

const USER = { account: 'acme', userName: 'ada', password: 'a good password' }
const OK = json(200, { ok: true })
const REFUSED = json(401, { error_code: 'APIGW.0301', error_msg: 'token expires' })

/** A token that lives so long; the endpoint's clock is an hour off. */
function issued(token: string, lifeMs = 86_400_000): Answer {
  const issuedAtMs = Date.parse('2026-03-04T06:06:07.000Z')
  const [issued_at, expires_at] = [issuedAtMs, issuedAtMs + lifeMs].map((atMs) => new Date(atMs).toISOString())
  return json(201, { token: { issued_at, expires_at } }, { 'X-Subject-Token': token })
}

describe('credentials', () => {
  it.each<[string, object]>([
    ['none', {}],
    ['a half pair', { accessKey: 'a' }],
    ['two kinds', { token: 't', accessKey: 'a', secretKey: 's' }],
    ['no password', { account: 'a', userName: 'u' }],
    ['an empty secret key', { accessKey: 'a', secretKey: '' }],
    ['a token with a line break', { token: 'hush\n' }],
    ['a number', { token: 5 }],
  ])('refuses %s, without telling a secret', (_, credentials) => {
    const make = () => new DeskledgerClient({ endpoint: 'http://h', ...credentials } as ClientOptions)
    expect(make).toThrow(TypeError)
    expect(make).not.toThrow('hush')
  })

  it('signs with the security token of a temporary key', async () => {
    const temporary = { accessKey: 'AK', secretKey: 'the secret key', securityToken: 'st' }
    await using endpoint = await scriptedEndpoint([OK], {}, temporary)
    await endpoint.client.listLoginRecords()
    expect(endpoint.requests[0]?.headers['x-security-token']).toBe('st')
    expect(endpoint.requests[0]?.isSignatureValid).toBe(true)
  })

  it('sends a token as it is, and does not repeat what it was refused for', async () => {
    await using endpoint = await scriptedEndpoint([REFUSED], {}, { token: 'given' })
    await expect(endpoint.client.listLoginRecords()).rejects.toThrow(AuthenticationError)
    expect(endpoint.requests.map(({ headers }) => headers['x-auth-token'])).toEqual(['given'])
    expect(endpoint.requests[0]?.headers.authorization).toBeUndefined()
  })
})

describe('a user name and password', () => {
  it('get a token of the project at the first call, and one of the account for administration', async () => {
    await using endpoint = await scriptedEndpoint([issued('T1'), OK, OK, issued('T2'), OK], {}, USER)
    await endpoint.client.listLoginRecords()
    await endpoint.client.listLoginRecords()
    await endpoint.client.admin.listUsers()
    const [first, , , fourth] = endpoint.requests
    expect(endpoint.requests.map(({ headers }) => headers['x-auth-token'])).toEqual([
      undefined,
      'T1',
      'T1',
      undefined,
      'T2',
    ])
    const user = { name: 'ada', password: USER.password, domain: { name: 'acme' } }
    const identity = { methods: ['password'], password: { user } }
    expect(JSON.parse(`${first?.body}`)).toEqual({ auth: { identity, scope: { project: { id: 'p1' } } } })
    expect(JSON.parse(`${fourth?.body}`)).toEqual({ auth: { identity, scope: { domain: { name: 'acme' } } } })
  })

  it('share one request for a token', async () => {
    await using endpoint = await scriptedEndpoint([issued('T'), OK, OK, OK], {}, USER)
    await Promise.all([1, 2, 3].map(() => endpoint.client.listLoginRecords()))
    expect(endpoint.requests).toHaveLength(4)
  })

  it('renew a token five minutes before it ends, by the clock of the endpoint', async () => {
    let nowMs = Date.parse('2026-03-04T05:06:07.000Z')
    const clock = () => new Date(nowMs)
    await using endpoint = await scriptedEndpoint([issued('T1', 600_000), OK, OK, issued('T2'), OK], { clock }, USER)
    await endpoint.client.listLoginRecords()
    nowMs += 299_999
    await endpoint.client.listLoginRecords()
    nowMs += 1
    await endpoint.client.listLoginRecords()
    expect(endpoint.requests.at(-1)?.headers['x-auth-token']).toBe('T2')
  })

  it('renew a token that was refused, once', async () => {
    await using endpoint = await scriptedEndpoint([issued('T1'), REFUSED, issued('T2'), REFUSED], {}, USER)
    await expect(endpoint.client.listLoginRecords()).rejects.toThrow(AuthenticationError)
    expect(endpoint.requests).toHaveLength(4)
  })

  it('repeat nothing that is not safe to repeat, but the next call has a new token', async () => {
    await using endpoint = await scriptedEndpoint([issued('T1'), REFUSED, issued('T2'), OK], {}, USER)
    await expect(endpoint.client.exportUserConnection()).rejects.toThrow(AuthenticationError)
    expect(endpoint.requests).toHaveLength(2)
    await endpoint.client.exportUserConnection()
    expect(endpoint.requests.at(-1)?.headers['x-auth-token']).toBe('T2')
  })

  it('that are wrong are tried once', async () => {
    const wrong = json(401, {
      error: { code: 401, message: 'The username or password is wrong.', title: 'Unauthorized' },
    })
    await using endpoint = await scriptedEndpoint([wrong], {}, USER)
    const error = await endpoint.client.listLoginRecords().catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: '401', message: 'The username or password is wrong.' })
    expect(endpoint.requests).toHaveLength(1)
  })

  it('stop asking for a token when the last one who waits for it leaves', async () => {
    const [asked, closed] = [occurrence(), occurrence()]
    const silent: Answer = (reply) => {
      reply.once('close', closed.happens)
      asked.happens()
    }
    await using endpoint = await scriptedEndpoint([silent, issued('T'), OK], {}, USER)
    const [one, other] = [new AbortController(), new AbortController()]
    const calls = [one, other].map(({ signal }) => endpoint.client.listLoginRecords({}, { signal }))
    await asked.happened
    one.abort(new Error('one'))
    await expect(calls[0]).rejects.toThrow('one')
    other.abort(new Error('other'))
    await expect(calls[1]).rejects.toThrow('other')
    await closed.happened
    await endpoint.client.listLoginRecords()
    expect(endpoint.requests).toHaveLength(3)
  })

  it('give a temporary key for the token of the project', async () => {
    const key = { access: 'a', secret: 's', securitytoken: 't', expires_at: 'e' }
    await using endpoint = await scriptedEndpoint([issued('T'), json(201, { credential: key })], {}, USER)
    expect(await endpoint.client.createTemporaryAccessKey({ durationSeconds: 900 })).toEqual(key)
    expect(JSON.parse(`${endpoint.requests[1]?.body}`)).toEqual({
      auth: { identity: { methods: ['token'], token: { id: 'T', duration_seconds: 900 } } },
    })
  })
})

describe('an access key', () => {
  it('has no token to make a temporary key of', async () => {
    await using endpoint = await scriptedEndpoint([])
    await expect(endpoint.client.createTemporaryAccessKey()).rejects.toThrow(TypeError)
  })
})

describe('a project that was not given', () => {
  const projects = (...names: string[]) =>
    json(200, { projects: names.map((name) => ({ id: `id-${name}`, name, enabled: name !== 'closed' })) })

  it('is the only one that can be used, asked for once', async () => {
    await using endpoint = await scriptedEndpoint([projects('main', 'closed'), OK, OK], { projectId: undefined })
    await Promise.all([endpoint.client.listLoginRecords(), endpoint.client.listLoginRecords()])
    expect(endpoint.requests.map(({ path }) => path)).toEqual([
      '/v3/projects',
      '/v2/id-main/connections/desktops',
      '/v2/id-main/connections/desktops',
    ])
  })

  it.each<[string, Answer, string]>([
    ['several', projects('main', 'test'), 'main (id-main), test (id-test)'],
    ['none', projects('closed'), 'reach no project'],
    ['an endpoint without IAM', json(404, { error_code: 'APIGW.0101', error_msg: 'no such path' }), 'give projectId'],
  ])('is an error with %s', async (_, answer, told) => {
    await using endpoint = await scriptedEndpoint([answer], { projectId: undefined })
    const error = await endpoint.client.listLoginRecords().catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ProjectChoiceError)
    expect((error as Error).message).toContain(told)
  })

  it('is asked for again after a failure', async () => {
    const options = { projectId: undefined, retry: { attempts: 1 } }
    await using endpoint = await scriptedEndpoint([hangUp, projects('main'), OK], options)
    await expect(endpoint.client.listLoginRecords()).rejects.toThrow('No answer')
    await endpoint.client.listLoginRecords()
    expect(endpoint.requests).toHaveLength(3)
  })

  it('does not matter for administration', async () => {
    await using endpoint = await scriptedEndpoint([OK], { projectId: undefined })
    await endpoint.client.admin.listUsers()
    expect(endpoint.requests).toHaveLength(1)
  })
})

describe('an IAM host of its own', () => {
  it('gets the IAM calls, and no other', async () => {
    const seen: string[] = []
    const fetch = async (url: string): Promise<Response> => {
      seen.push(url)
      return url.endsWith('/v3/projects') ? Response.json({ projects: [{ id: 'p', name: 'n' }] }) : Response.json({})
    }
    const client = new DeskledgerClient({ endpoint: 'http://ws', iamEndpoint: 'http://iam/', fetch, token: 't' })
    await client.listInstancesStatus()
    await client.createTemporaryAccessKey({ token: 'x' })
    expect(seen).toEqual([
      'http://iam/v3/projects',
      'http://ws/v2/p/connections/status',
      'http://iam/v3.0/OS-CREDENTIAL/securitytokens',
    ])
  })
})

import { BrowserSession } from '@deskledger/contract'
import { Check } from 'typebox/value'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { OTHER_PROJECT, PROJECT, TestApplication } from '../../application.fixture.js'

const SESSION = '/v1/browser-session'
const LIST = `/v2/${PROJECT}/connections/desktops?limit=0`
const PAGE = { 'x-deskledger-session': 'cookie' }

describe('browser sessions', () => {
  let test: TestApplication
  beforeEach(async () => {
    test = await TestApplication.start()
  })
  afterEach(() => test.stop())

  const send = (method: 'GET' | 'POST' | 'DELETE', url: string, headers: Record<string, string>, body?: object) =>
    test.app.inject({
      method,
      url,
      headers: { host: 'ledger.test', ...(body && { 'content-type': 'application/json' }), ...headers },
      ...(body && { payload: JSON.stringify(body) }),
    })
  const signIn = (password = 'root password', headers: Record<string, string> = {}) =>
    send('POST', SESSION, headers, { account: 'acme', user_name: 'ada', password })
  const cookieOf = async (): Promise<string> => String((await signIn()).headers['set-cookie']).split(';')[0] ?? ''

  it('put the token into a cookie that no script can read and no other site can send', async () => {
    const response = await signIn()
    expect(response.statusCode).toBe(201)
    expect(response.headers['set-cookie']).toMatch(
      /^deskledger_session=[\w-]{43}; Max-Age=86400; Path=\/; HttpOnly; SameSite=Strict$/,
    )
    expect(Check(BrowserSession, response.json())).toBe(true)
    expect(response.json()).toMatchObject({
      account: { name: 'acme' },
      user: { name: 'ada' },
      projects: [{ id: PROJECT }],
      region: 'local-1',
      expires_time: '2026-01-03T03:04:05.678Z',
    })
    expect(response.body).not.toContain(String(response.headers['set-cookie']).slice(19, 62))
  })

  it('keep the cookie on TLS when the page came by TLS', async () => {
    const response = await signIn('root password', { origin: 'https://ledger.test' })
    expect(response.headers['set-cookie']).toMatch(/; Secure$/)
  })

  it('refuse a wrong password as tokens do, and count guesses with theirs', async () => {
    const refused = await signIn('wrong')
    expect(refused.statusCode).toBe(401)
    expect(refused.headers['set-cookie']).toBeUndefined()
    for (let guess = 0; guess < 30; guess += 1) await signIn(`wrong ${guess}`)
    const user = { name: 'ada', password: 'root password', domain: { name: 'acme' } }
    const body = { auth: { identity: { methods: ['password'], password: { user } } } }
    expect((await send('POST', '/v3/auth/tokens', {}, body)).statusCode).toBe(429)
  })

  it('let our page do what its user may', async () => {
    const cookie = await cookieOf()
    expect((await send('GET', LIST, { ...PAGE, cookie })).statusCode).toBe(200)
    expect((await send('GET', LIST, { ...PAGE, cookie: `a=1; ${cookie}; b=2` })).statusCode).toBe(200)
    expect((await send('GET', LIST.replace(PROJECT, OTHER_PROJECT), { ...PAGE, cookie })).statusCode).toBe(403)
    expect((await send('GET', SESSION, { ...PAGE, cookie })).json()).toMatchObject({ user: { name: 'ada' } })
  })

  it.each<[string, (cookie: string) => Record<string, string>]>([
    ['the cookie alone, as a page of another site would make a browser send it', (cookie) => ({ cookie })],
    ['another value of the header', (cookie) => ({ cookie, 'x-deskledger-session': '1' })],
    ['two cookies', (cookie) => ({ ...PAGE, cookie: `${cookie}; ${cookie}` })],
    ['a cookie of another name', (cookie) => ({ ...PAGE, cookie: `x${cookie}` })],
    ['an empty cookie', () => ({ ...PAGE, cookie: 'deskledger_session=' })],
    ['a token that never was', () => ({ ...PAGE, cookie: 'deskledger_session=abc' })],
  ])('are not taken: %s', async (_what, headersOf) => {
    expect((await send('GET', LIST, headersOf(await cookieOf()))).statusCode).toBe(401)
  })

  it.each([
    ['a link of this page', { 'sec-fetch-site': 'same-origin' }, 404],
    ['a browser that does not tell', {}, 404],
    ['a page of another site', { 'sec-fetch-site': 'cross-site' }, 401],
    ['a page of a sibling', { 'sec-fetch-site': 'same-site' }, 401],
  ])('download for %s', async (_who, headers, status) => {
    const task = `/v2/${PROJECT}/export-tasks/${'0'.repeat(32)}/download`
    expect((await send('GET', task, { cookie: await cookieOf(), ...headers })).statusCode).toBe(status)
  })

  it('end at once, and take their cookie along', async () => {
    const cookie = await cookieOf()
    const ended = await send('DELETE', SESSION, { ...PAGE, cookie })
    expect(ended.statusCode).toBe(204)
    expect(ended.headers['set-cookie']).toBe('deskledger_session=; Max-Age=0; Path=/; HttpOnly; SameSite=Strict')
    expect((await send('GET', LIST, { ...PAGE, cookie })).statusCode).toBe(401)
  })

  it('tell who sends a request without one, and end nothing then', async () => {
    const signed = await test.call(SESSION)
    expect(signed.json()).toMatchObject({ user: { name: 'ada' } })
    expect(signed.json()).not.toHaveProperty('expires_time')
    const token = (await cookieOf()).slice('deskledger_session='.length)
    expect((await test.call(SESSION, { method: 'DELETE', token })).statusCode).toBe(204)
    expect((await test.call(SESSION, { token })).json()).toHaveProperty('expires_time')
  })
})

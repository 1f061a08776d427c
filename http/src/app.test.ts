import { once } from 'node:events'
import { API_ERRORS, LIMITS, OPERATIONS } from '@deskledger/contract'
import { StorageFullError } from '@deskledger/domain'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { HOST, PROJECT, TASK_ID, TestApplication } from './application.fixture.js'

const CLOSE = `Host: ${HOST}\r\nConnection: close\r\n`
const LIST = `/v2/${PROJECT}/connections/desktops`
const EXPORT = `/v3/${PROJECT}/desktops/connections/export`

/** The answers on a connection, in order; each body is JSON. */
function answersIn(text: string): { status: number; headers: string; body: Record<string, string> }[] {
  return text
    .split(/(?=HTTP\/1\.1 \d)/)
    .filter((answer) => answer !== '')
    .map((answer) => {
      const [headers = '', body = ''] = answer.split('\r\n\r\n')
      return { status: Number(headers.slice(9, 12)), headers, body: body === '' ? {} : JSON.parse(body) }
    })
}

describe('buildApp', () => {
  let test: TestApplication
  beforeEach(async () => {
    test = await TestApplication.start()
  })
  afterEach(() => test.stop())

  const failureOf = async (request: string) => {
    const [answer, ...others] = answersIn(await test.exchange(request))
    expect(others).toEqual([])
    expect(answer?.headers).toMatch(/\r\nx-request-id: [0-9a-f]{32}(\r|$)/i)
    expect(answer?.headers).toMatch(/\r\ncache-control: no-store(\r|$)/i)
    expect(answer?.headers).toMatch(/\r\ncontent-type: application\/json(\r|$)/i)
    expect(answer?.headers).toContain(answer?.body['request_id'])
    return [answer?.status, answer?.body['error_code']]
  }

  it('answers /healthz and /openapi.json without credentials', async () => {
    const health = await test.app.inject('/healthz')
    expect(health.json()).toEqual({ status: 'ok' })
    expect(health.headers).toMatchObject({ 'cache-control': 'no-store', 'content-type': 'application/json' })
    const document = (await test.app.inject('/openapi.json')).json()
    expect(document).toMatchObject({ openapi: '3.1.0', info: { version: '0.1.0' } })
    expect(Object.keys(document.paths)).toContain(OPERATIONS.ListExportTasks.path)
  })

  it('makes its own request ids', async () => {
    const id = 'f'.repeat(32)
    const response = await test.app.inject({ url: '/healthz', headers: { 'x-request-id': id, 'request-id': id } })
    expect(response.headers['x-request-id']).toMatch(/^[0-9a-f]{32}$/)
    expect(response.headers['x-request-id']).not.toBe(id)
  })

  it.each([
    ['/nothing', 'GET', 404, 'APIGW.0101', undefined],
    [`${LIST}/`, 'GET', 404, 'APIGW.0101', undefined],
    [`/V2/${PROJECT}/connections/desktops`, 'GET', 404, 'APIGW.0101', undefined],
    ['/nothing', 'POST', 404, 'APIGW.0101', undefined],
    [LIST, 'POST', 405, 'WKS.00000405', 'GET'],
    [LIST, 'OPTIONS', 405, 'WKS.00000405', 'GET'],
    [`/v2/${PROJECT}/export-tasks/batch-delete`, 'PUT', 405, 'WKS.00000405', 'POST, GET'],
    [`/v2/${PROJECT}/export-tasks/${TASK_ID}`, 'DELETE', 405, 'WKS.00000405', 'GET'],
    ['/healthz', 'POST', 405, 'WKS.00000405', 'GET'],
  ] as const)('%s %s is answered %i', async (url, method, status, code, allow) => {
    const response = await test.app.inject({ url, method })
    expect([response.statusCode, response.json().error_code]).toEqual([status, code])
    expect(response.headers.allow).toBe(allow)
  })

  it.each([EXPORT, LIST, '/healthz'])('HEAD of %s never reaches the GET', async (path) => {
    const headers = { host: HOST, ...test.signed(path) }
    expect((await test.app.inject({ method: 'HEAD', url: path, headers })).statusCode).toBe(405)
    expect(await test.exchange(`HEAD ${path} HTTP/1.1\r\n${CLOSE}\r\n`)).toMatch(/^HTTP\/1.1 405 /)
    expect(test.tasks.size).toBe(0)
  })

  it('lists the parameters that it ignored', async () => {
    const response = await test.call(`${LIST}?userName=a&limit=1&x-y.z=`)
    expect(response.headers['x-deskledger-ignored']).toBe('userName,x-y.z')
    expect((await test.call(LIST)).headers).not.toHaveProperty('x-deskledger-ignored')
  })

  it.each([
    ['GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n', 400, 'APIGW.0201'],
    [`GET /healthz HTTP/1.1\r\n${CLOSE}Host: other\r\n\r\n`, 400, 'APIGW.0201'],
    [`GET http://other.test/healthz HTTP/1.1\r\n${CLOSE}\r\n`, 400, 'APIGW.0201'],
    [`OPTIONS * HTTP/1.1\r\n${CLOSE}\r\n`, 400, 'APIGW.0201'],
    [`GET /healthz HTTP/1.1\r\n${CLOSE}Expect: a miracle\r\n\r\n`, 400, 'APIGW.0201'],
    [`GET /health%zz HTTP/1.1\r\n${CLOSE}\r\n`, 400, 'WKS.00211102'],
    [`GET /v2/a%2Fb/export-tasks HTTP/1.1\r\n${CLOSE}\r\n`, 400, 'WKS.00211102'],
    [`GET /v2/a%00/export-tasks HTTP/1.1\r\n${CLOSE}\r\n`, 400, 'WKS.00211102'],
    [`GET ${LIST}?limit=1&limit=2 HTTP/1.1\r\n${CLOSE}\r\n`, 400, 'WKS.00211102'],
    [`GET ${LIST}?user_name=%ff HTTP/1.1\r\n${CLOSE}\r\n`, 400, 'WKS.00211102'],
    ['nonsense\r\n\r\n', 400, 'APIGW.0201'],
    [`CONNECT ${HOST}:443 HTTP/1.1\r\n${CLOSE}\r\n`, 405, 'WKS.00000405'],
    [`GET / HTTP/1.1\r\nno colon\r\n\r\n`, 400, 'APIGW.0201'],
    [`POST / HTTP/1.1\r\n${CLOSE}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n`, 400, 'APIGW.0201'],
    [`POST / HTTP/1.1\r\n${CLOSE}Content-Length: 1\r\nContent-Length: 2\r\n\r\n`, 400, 'APIGW.0201'],
    [`GET /${'a'.repeat(LIMITS.uriBytes)} HTTP/1.1\r\n${CLOSE}\r\n`, 414, 'APIGW.0201'],
    [`GET /${'a'.repeat(100_000)} HTTP/1.1\r\n${CLOSE}\r\n`, 414, 'APIGW.0201'],
    [`GET / HTTP/1.1\r\n${CLOSE}A: ${'a'.repeat(100_000)}\r\n\r\n`, 431, 'APIGW.0201'],
  ])('%.60s… is answered %i', async (request, status, code) => {
    expect(await failureOf(request)).toEqual([status, code])
  })

  it.each([
    [0, 200],
    [1, 431],
  ])('%i headers more than allowed give %i', async (more, status) => {
    const others = Array.from({ length: LIMITS.headerCount + more - 2 }, (_other, at) => `A${at}: b\r\n`).join('')
    expect(await test.exchange(`GET /healthz HTTP/1.1\r\n${CLOSE}${others}\r\n`)).toMatch(`HTTP/1.1 ${status} `)
  })

  it.each([
    [0, 200],
    [1, 431],
  ])('%i bytes of headers more than allowed give %i', async (more, status) => {
    const fill = 'a'.repeat(LIMITS.headerBytes + more - CLOSE.length - 'A: \r\n'.length)
    expect(await test.exchange(`GET /healthz HTTP/1.1\r\n${CLOSE}A: ${fill}\r\n\r\n`)).toMatch(`HTTP/1.1 ${status} `)
  })

  it('takes a target of the longest length', async () => {
    const target = `/healthz?a=${'a'.repeat(LIMITS.uriBytes - 11)}`
    expect(await test.exchange(`GET ${target} HTTP/1.1\r\n${CLOSE}\r\n`)).toMatch('HTTP/1.1 200 ')
  })

  it.each(['HEAD /healthz?\u00e9 HTTP/1.1\r\n\r\n', 'HEAD / HTTP/1.1\r\nno colon\r\n\r\n'])(
    'a HEAD that cannot be read is answered without a body: %s',
    async (request) => {
      const answer = await test.exchange(request)
      expect(answer).toMatch(/^HTTP\/1\.1 400 /)
      expect(answer.slice(answer.indexOf('\r\n\r\n') + 4)).toBe('')
    },
  )

  it('answers what came before a request that cannot be read, then that one', async () => {
    const good = `GET /healthz HTTP/1.1\r\nHost: ${HOST}\r\n\r\n`
    const answers = answersIn(await test.exchange(`${good}${good}nonsense\r\n\r\n`))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 400])
  })

  it('answers what came before a CONNECT, then that one', async () => {
    const good = `GET /healthz HTTP/1.1\r\nHost: ${HOST}\r\n\r\n`
    const connect = `CONNECT ${HOST}:443 HTTP/1.1\r\nHost: ${HOST}\r\n\r\n`
    const answers = answersIn(await test.exchange(`${good}${connect}`))
    expect(answers.map(({ status }) => status)).toEqual([200, 405])
    expect(answers[1]?.headers).toContain('\r\nallow: GET, POST\r\n')
  })

  it('gives an answer while the body is still coming, and does not wait for the rest', async () => {
    const tooLong = LIMITS.ingestBodyBytes + 1
    const path = `/v3/${PROJECT}/desktops/connections`
    const call = { method: 'POST' as const, headers: { 'Content-Type': 'application/x-ndjson' } }
    const answer = await test.exchange(`${test.head(path, call, `Content-Length: ${tooLong}`)}{}\n`)
    expect(answersIn(answer)).toMatchObject([{ status: 413, body: { error_code: 'APIGW.0201' } }])
    expect(await test.spooledFiles()).toEqual([])
  })

  it('answers a request that did not arrive in time', async () => {
    const accepted = once(test.app.server, 'connection')
    const socket = await test.connection()
    const [serverSide] = await accepted
    const received = once(socket, 'data')
    test.app.server.emit('clientError', Object.assign(new Error(), { code: 'ERR_HTTP_REQUEST_TIMEOUT' }), serverSide)
    expect(answersIn(String(await received))).toMatchObject([{ status: 408, body: { error_code: 'APIGW.0201' } }])
  })

  it('tells a client to come back when the disk is full', async () => {
    test.onMerge = () => {
      throw new StorageFullError()
    }
    const headers = { 'Content-Type': 'application/x-ndjson' }
    const response = await test.call(`/v3/${PROJECT}/desktops/connections`, { method: 'POST', headers, body: '{}' })
    expect(response.statusCode).toBe(503)
    expect(response.headers['retry-after']).toBe('5')
    expect(response.json().error_code).toBe(API_ERRORS.unavailable.code)
    expect(await test.spooledFiles()).toEqual([])
  })

  it('does not tell what went wrong inside', async () => {
    test.onMerge = () => {
      throw new Error('detail of the inside')
    }
    const headers = { 'Content-Type': 'application/x-ndjson' }
    const response = await test.call(`/v3/${PROJECT}/desktops/connections`, { method: 'POST', headers, body: '{}' })
    expect(response.statusCode).toBe(500)
    expect(response.body).not.toContain('detail')
  })
})

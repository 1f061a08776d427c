import { once } from 'node:events'
import { gzipSync } from 'node:zlib'
import { LIMITS } from '@deskledger/contract'
import { QueryTimeoutError, TooManyDirectExportsError, TooManyExportTasksError } from '@deskledger/domain'
import { describe, expect, it } from 'vitest'
import type { Overload } from '../admission/admission-limits.js'
import { PROJECT, TestApplication } from '../application.fixture.js'
import type { Closing, CutOff, ObservedAnswer, Observer } from './observer.js'
import type { SizeLimit } from './size-limit.js'

const PATH = `/v3/${PROJECT}/desktops/connections`

/** Remembers what it is told. */
class Told implements Observer {
  begun = 0
  readonly answers: Omit<ObservedAnswer, 'seconds'>[] = []
  readonly batches: object[] = []
  readonly overloads: Overload[] = []
  readonly sizes: [SizeLimit, number][] = []

  readonly cut: CutOff[] = []
  readonly closings: Closing[] = []

  cutOff(reason: CutOff): void {
    this.cut.push(reason)
  }

  closed(reason: Closing): void {
    this.closings.push(reason)
  }

  oversized(limit: SizeLimit, count = 1): void {
    this.sizes.push([limit, count])
  }

  refused(overload: Overload): void {
    this.overloads.push(overload)
  }

  began(): void {
    this.begun += 1
  }

  answered({ seconds, ...answer }: ObservedAnswer): void {
    expect(seconds).toBeGreaterThanOrEqual(0)
    this.answers.push(answer)
  }

  ingested({ created, updated, unchanged, refusedCount }: Parameters<Observer['ingested']>[0]): void {
    this.batches.push({ created, updated, unchanged, refusedCount })
  }
}

it('answers are counted by operation, status and code, whoever asked', async () => {
  const observer = new Told()
  await using test = await TestApplication.start({ observer })
  await test.app.inject({ method: 'GET', url: '/healthz', headers: { host: 'ledger.test' } })
  await test.app.inject({ method: 'GET', url: '/v2/p1/export-tasks', headers: { host: 'ledger.test' } })
  await test.app.inject({ method: 'GET', url: '/nowhere/at/all', headers: { host: 'ledger.test' } })
  expect(observer.begun).toBe(3)
  expect(observer.answers).toEqual([
    { operation: undefined, status: 200, errorCode: undefined },
    { operation: 'ListExportTasks', status: 401, errorCode: 'APIGW.0301' },
    { operation: undefined, status: 404, errorCode: 'APIGW.0101' },
  ])
})

it('a request that is refused for its headers, or whose client leaves, is over, too', async () => {
  const observer = new Told()
  await using test = await TestApplication.start({ observer })
  await test.exchange('GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n')
  await test.leaveDuringExport()
  await expect.poll(() => observer.answers).toHaveLength(2)
  expect(observer.begun).toBe(2)
  expect(observer.answers).toEqual([
    { operation: undefined, status: 400, errorCode: 'APIGW.0201' },
    { operation: 'ExportUserLoginInfoNew', status: 499, errorCode: undefined },
  ])
})

it('batches are counted by what became of their lines, those refused on the way included', async () => {
  const observer = new Told()
  await using test = await TestApplication.start({ observer })
  test.onMerge = () => ({ created: 2, updated: 3, unchanged: 4, refusedCount: 5, refusals: [], isStored: true })
  const answer = await test.call(PATH, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson' },
    body: `{"transaction_id":"a"}\n${'\u{fffd}'.repeat(400_000)}\n`,
  })
  expect(answer.json()).toMatchObject({ rejected_count: 6 })
  expect(observer.batches).toEqual([{ created: 2, updated: 3, unchanged: 4, refusedCount: 6 }])
  expect(observer.sizes).toEqual([['ingestLineBytes', 1]])
})

describe('what is too large is counted by its limit', () => {
  const NDJSON = { 'content-type': 'application/x-ndjson' }
  const JSON_TYPE = { 'content-type': 'application/json' }
  const post = (path: string, body: string | Buffer, headers: Record<string, string>) => (test: TestApplication) =>
    test.call(path, { method: 'POST', body, headers })
  const tooLarge = (limit: SizeLimit): string => 'x'.repeat(LIMITS[limit] + 1)
  const manyHeaders = Object.fromEntries(Array.from({ length: LIMITS.headerCount + 1 }, (_, at) => [`a${at}`, '']))
  const bomb = gzipSync(Buffer.alloc(2 * 1_048_576, ' '))

  it.each<[SizeLimit, number, ReturnType<typeof post>]>([
    ['uriBytes', 414, post(`${PATH}?${tooLarge('uriBytes')}`, '', NDJSON)],
    ['headerBytes', 431, post(PATH, '', { ...NDJSON, long: tooLarge('headerBytes') })],
    ['headerCount', 431, post(PATH, '', { ...NDJSON, ...manyHeaders })],
    ['jsonBodyBytes', 413, post('/v3/auth/tokens', tooLarge('jsonBodyBytes'), JSON_TYPE)],
    ['ingestJsonBytes', 413, post(PATH, tooLarge('ingestJsonBytes'), JSON_TYPE)],
    ['ingestDecodedRatio', 413, post(PATH, bomb, { ...NDJSON, 'content-encoding': 'gzip' })],
    ['ingestLineCount', 413, post(PATH, '{}\n'.repeat(LIMITS.ingestLineCount + 1), NDJSON)],
  ])('%s, answered with %i', async (limit, status, send) => {
    const observer = new Told()
    await using test = await TestApplication.start({ observer })
    expect((await send(test)).statusCode).toBe(status)
    expect(observer.sizes).toEqual([[limit, 1]])
  })

  it('whatever Content-Length says', async () => {
    const observer = new Told()
    await using test = await TestApplication.start({ observer })
    const length = `Content-Length: ${LIMITS.ingestBodyBytes + 1}`
    const answer = await test.exchange(test.head(PATH, { method: 'POST', headers: NDJSON }, length))
    expect(answer).toMatch(/^HTTP\/1\.1 413 /)
    expect(observer.sizes).toEqual([['ingestBodyBytes', 1]])
  })

  it('by Node, too', async () => {
    const observer = new Told()
    await using test = await TestApplication.start({ observer })
    await test.exchange(`GET /${'a'.repeat(100_000)} HTTP/1.1\r\nHost: x\r\n\r\n`)
    await test.exchange(`GET / HTTP/1.1\r\nHost: x\r\nLong: ${'a'.repeat(100_000)}\r\n\r\n`)
    expect(observer.sizes).toEqual([
      ['uriBytes', 1],
      ['headerBytes', 1],
    ])
  })
})

it('clients that are too slow, and connections that nothing happens on, are counted', async () => {
  const observer = new Told()
  await using test = await TestApplication.start({ observer })
  const accepted = once(test.app.server, 'connection')
  const socket = await test.connection()
  const [serverSide] = await accepted
  const late = Object.assign(new Error('late'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' })
  test.app.server.emit('clientError', late, serverSide)
  test.app.tellSlowReader()
  expect(observer.cut).toEqual(['late-request', 'slow-reader'])
  const closed = once(socket.resume(), 'close')
  test.app.server.emit('timeout', serverSide)
  await closed
  expect(observer.closings).toEqual(['idle'])
})

it.each<[Overload, number, () => Error]>([
  ['exportTasks', 429, () => new TooManyExportTasksError(1, 1)],
  ['directExports', 503, () => new TooManyDirectExportsError(1)],
  ['queryTime', 503, () => new QueryTimeoutError(1)],
])('what meets %s is counted by that, and answered with %i', async (overload, status, failure) => {
  const observer = new Told()
  await using test = await TestApplication.start({ observer })
  test.onMerge = () => {
    throw failure()
  }
  const headers = { 'content-type': 'application/x-ndjson' }
  expect((await test.call(PATH, { method: 'POST', headers, body: '{}\n' })).statusCode).toBe(status)
  expect(observer.overloads).toEqual([overload])
})

import { gzipSync } from 'node:zlib'
import { LIMITS } from '@deskledger/contract'
import type { MergeOutcome } from '@deskledger/domain'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { PROJECT, TestApplication } from '../../application.fixture.js'

const PATH = `/v3/${PROJECT}/desktops/connections`
const NDJSON = { 'Content-Type': 'application/x-ndjson' }
const JSON_TYPE = { 'Content-Type': 'application/json' }
const NOT_UTF8 = Buffer.from([0x22, 0xff, 0x22, 0x0a])

describe('IngestConnectionRecords', () => {
  let test: TestApplication
  beforeEach(async () => {
    test = await TestApplication.start()
  })
  afterEach(async () => {
    expect(await test.spooledFiles()).toEqual([])
    await test.stop()
  })

  const post = async (body: string | Buffer, headers: Record<string, string> = NDJSON, query = '') => {
    const response = await test.call(`${PATH}${query}`, { method: 'POST', headers, body })
    return { status: response.statusCode, answer: response.json() }
  }
  const outcome = (changed: Partial<MergeOutcome>) => {
    test.onMerge = () => ({
      created: 0,
      updated: 0,
      unchanged: 0,
      refusedCount: 0,
      refusals: [],
      isStored: true,
      ...changed,
    })
  }

  it.each([
    ['as it is', '{"a":1}\n\r\n{"b":2}', NDJSON],
    ['with a charset', '{"a":1}\n{"b":2}\n', { 'Content-Type': 'application/x-ndjson; charset=UTF-8' }],
    ['compressed', gzipSync('\ufeff{"a":1}\n{"b":2}'), { ...NDJSON, 'Content-Encoding': 'gzip' }],
    ['as JSON', '{"records":[{"a":1},{"b":2}]}', JSON_TYPE],
    ['as JSON, compressed', gzipSync('{"records":[{"a":1},{"b":2}]}'), { ...JSON_TYPE, 'Content-Encoding': 'gzip' }],
  ])('gives the lines of a body %s to the engine', async (_name, body, headers) => {
    outcome({ created: 1, unchanged: 1 })
    const { status, answer } = await post(body, headers)
    expect(answer).toEqual({ created: 1, updated: 0, unchanged: 1, rejected_count: 0, rejected: [] })
    expect(status).toBe(200)
    const options = { atomic: false, receivedAt: test.now, bodySha256: expect.stringMatching(/^[0-9a-f]{64}$/) }
    expect(test.merges).toEqual([{ text: '{"a":1}\n{"b":2}\n', lineCount: 2, options, projectId: PROJECT }])
  })

  it('tells refusals of both kinds by the lines of the body', async () => {
    const missing = { kind: 'missing', field: 'connection_start_time' } as const
    outcome({
      refusedCount: 2,
      refusals: [
        { line: 1, problem: missing },
        { line: 2, transactionId: 't', problem: { kind: 'start-conflict' } },
      ],
    })
    const { answer } = await post(Buffer.concat([Buffer.from('\n{}\n'), NOT_UTF8, Buffer.from('\n{}\n')]))
    expect(answer).toMatchObject({
      rejected_count: 3,
      rejected: [
        { line: 2, error_code: 'WKS.00211102', error_msg: 'connection_start_time is missing; every line carries it.' },
        { line: 3, error_code: 'WKS.00211102', error_msg: 'The line is not UTF-8; encode it so.' },
        { line: 5, error_code: 'WKS.00211103', transaction_id: 't' },
      ],
    })
  })

  it('counts all refusals and tells the first thousand', async () => {
    const body = Buffer.concat(Array.from({ length: 1_001 }, () => NOT_UTF8))
    const { status, answer } = await post(body)
    expect(status).toBe(200)
    expect(answer.rejected_count).toBe(1_001)
    expect(answer.rejected).toHaveLength(1_000)
    expect(test.merges).toEqual([])
  })

  it('asks for all or nothing, and gives nothing to the engine when a line is refused before', async () => {
    await post('{}\n', NDJSON, '?atomic=true')
    expect(test.merges).toMatchObject([{ options: { atomic: true } }])
    const { status, answer } = await post(Buffer.concat([Buffer.from('{}\n'), NOT_UTF8]), NDJSON, '?atomic=true')
    expect(status).toBe(400)
    expect(answer).toMatchObject({ error_code: 'WKS.00211102', rejected_count: 1, rejected: [{ line: 2 }] })
    expect(answer.request_id).toMatch(/^[0-9a-f]{32}$/)
    expect(test.merges).toHaveLength(1)
  })

  it('tells what the engine refused when nothing was stored', async () => {
    outcome({ refusedCount: 1, refusals: [{ line: 2, problem: { kind: 'not-json' } }], isStored: false })
    const { status, answer } = await post('\n{}\nx\n', NDJSON, '?atomic=true')
    expect(status).toBe(400)
    expect(answer).toMatchObject({ error_msg: expect.stringMatching(/^1 of 2 lines/), rejected: [{ line: 3 }] })
  })

  it.each([
    ['an empty body', '', NDJSON, 'WKS.0001'],
    ['an empty body without a type', '', {}, 'WKS.0001'],
    ['blank lines', '\n \n', NDJSON, 'WKS.0001'],
    ['an empty JSON body', '', JSON_TYPE, 'WKS.0001'],
    ['broken JSON', '{"records":[', JSON_TYPE, 'WKS.00211102'],
    ['JSON that is not UTF-8', NOT_UTF8, JSON_TYPE, 'WKS.00211102'],
    ['JSON without records', '{}', JSON_TYPE, 'WKS.00211102'],
    ['records that are no array', '{"records":{}}', JSON_TYPE, 'WKS.00211102'],
    ['another member', '{"records":[],"record":1}', JSON_TYPE, 'WKS.00211102'],
    ['records twice', '{"records":[],"records":[{}]}', JSON_TYPE, 'WKS.00211102'],
    ['an array', '[]', JSON_TYPE, 'WKS.00211102'],
    ['what is not gzip', 'x', { ...NDJSON, 'Content-Encoding': 'gzip' }, 'WKS.00211102'],
  ])('refuses %s', async (_name, body, headers, code) => {
    const { status, answer } = await post(body, headers)
    expect([status, answer.error_code]).toEqual([400, code])
    expect(test.merges).toEqual([])
  })

  it('refuses a parameter that does not fit', async () => {
    expect((await post('{}', NDJSON, '?atomic=yes')).answer.error_msg).toBe('atomic must be true or false')
  })

  it('refuses by itself a record that is nested beyond writing', async () => {
    const deep = `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`
    const { status, answer } = await post(`{"records":[${deep},{}]}`, JSON_TYPE)
    expect(status).toBe(200)
    expect(answer).toMatchObject({ created: 1, rejected_count: 1, rejected: [{ line: 1 }] })
  })

  it('takes a JSON body of the greatest size and refuses one byte more', async () => {
    const frame = '{"records":[]}'
    const most = `{"records":[]${' '.repeat(LIMITS.ingestJsonBytes - frame.length)}}`
    expect((await post(most, JSON_TYPE)).status).toBe(200)
    expect((await post(`${most} `, JSON_TYPE)).status).toBe(413)
    const zipped = { ...JSON_TYPE, 'Content-Encoding': 'gzip' }
    expect((await post(gzipSync(`${most} `), zipped)).status).toBe(413)
  })

  it('is not affected by a body that is cut off', async () => {
    const socket = await test.connection()
    socket.write(test.head(PATH, { method: 'POST', headers: NDJSON, body: '{}\n' }, 'Transfer-Encoding: chunked'))
    socket.write('3\r\n{}\n\r\n')
    await vi.waitFor(async () => expect(await test.spooledFiles()).toHaveLength(1))
    socket.destroy()
    await vi.waitFor(async () => expect(await test.spooledFiles()).toEqual([]))
    expect(test.merges).toEqual([])
  })

  it('takes a chunked body once it is whole', async () => {
    const head = test.head(PATH, { method: 'POST', headers: NDJSON, body: '{}\n' }, 'Transfer-Encoding: chunked')
    expect(await test.exchange(`${head}1\r\n{\r\n2\r\n}\n\r\n0\r\n\r\n`)).toMatch('HTTP/1.1 200 ')
    expect(test.merges).toMatchObject([{ text: '{}\n', lineCount: 1 }])
  })
})

import { createHash } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { ConnectionError, DamagedFileError, ExportFailedError } from './errors.js'
import { type Answer, json, occurrence, scriptedEndpoint } from './scripted-endpoint.fixture.js'

const records = (...ids: string[]) => ids.map((transaction_id) => ({ transaction_id }))
const page = (total_count: number, ...ids: string[]): Answer => json(200, { total_count, records: records(...ids) })

async function all<Item>(source: AsyncIterable<Item>): Promise<Item[]> {
  const items: Item[] = []
  for await (const item of source) items.push(item)
  return items
}

describe('connectionRecords', () => {
  it('walks all pages, without what a later delivery pushed to the next one', async () => {
    await using endpoint = await scriptedEndpoint([page(4, 'a', 'b'), page(5, 'b', 'c'), page(5, 'd')])
    const walked = await all(endpoint.client.connectionRecords({ user_name: 'u' }, { pageSize: 2 }))
    expect(walked).toEqual(records('a', 'b', 'c', 'd'))
    expect(endpoint.requests.map(({ query }) => query.toString())).toEqual([
      'user_name=u&limit=2&offset=0',
      'user_name=u&limit=2&offset=2',
      'user_name=u&limit=2&offset=4',
    ])
  })

  it('fixes a missing end when there is a start, to whole minutes', async () => {
    await using endpoint = await scriptedEndpoint([page(2, 'a'), page(2, 'b')])
    await all(endpoint.client.connectionRecords({ start_time: '2026-03-01T00:00Z' }, { pageSize: 1 }))
    expect(endpoint.requests.map(({ query }) => query.get('end_time'))).toEqual([
      '2026-03-04T05:07Z',
      '2026-03-04T05:07Z',
    ])
  })

  it('ends when records vanish meanwhile', async () => {
    await using endpoint = await scriptedEndpoint([page(3, 'a'), page(3)])
    expect(await all(endpoint.client.connectionRecords())).toEqual(records('a'))
  })
})

describe('exportTasks', () => {
  it('walks all pages with the filter', async () => {
    const tasks = (...ids: string[]) => json(200, { count: 3, export_tasks: ids.map((task_id) => ({ task_id })) })
    await using endpoint = await scriptedEndpoint([tasks('a', 'b'), tasks('c')])
    const walked = await all(endpoint.client.exportTasks({ status: 'FAIL' }, { pageSize: 2 }))
    expect(walked.map((task) => task.task_id)).toEqual(['a', 'b', 'c'])
    expect(endpoint.requests.map(({ query }) => query.toString())).toEqual([
      'status=FAIL&limit=2&offset=0',
      'status=FAIL&limit=2&offset=2',
    ])
  })
})

const show = (status: string, more = {}): Answer => json(200, { task_id: 't', status, ...more })
const options = { pollMs: 1 }

describe('exportConnections', () => {
  const ASKED = json(200, { task_id: 't' })
  const FILE = 'a,b\r\n'
  const SHA256 = createHash('sha256').update(FILE).digest('hex')
  const SENT: Answer = (reply) => reply.end(FILE)

  it('asks, tells the progress, and opens the file', async () => {
    const seen: string[] = []
    await using endpoint = await scriptedEndpoint([ASKED, show('CREATING'), show('SUCCESS', { sha256: SHA256 }), SENT])
    const onProgress = ({ status }: { status: string }) => void seen.push(status)
    const { task, sha256, body } = await endpoint.client.exportConnections(
      { format: 'csv' },
      { ...options, onProgress },
    )
    expect([task.task_id, sha256]).toEqual(['t', SHA256])
    expect(seen).toEqual(['CREATING', 'SUCCESS'])
    expect(endpoint.requests[0]?.query.toString()).toBe('format=csv')
    expect((await buffer(body)).toString()).toBe(FILE)
  })

  it.each<[string, object, Record<string, string>]>([
    ['the digest of the task', { sha256: 'ab' }, {}],
    ['the size of the task', { byte_count: 4 }, {}],
    ['the digest of the answer', {}, { 'Repr-Digest': `sha-256=:${btoa('x'.repeat(32))}:` }],
  ])('fails at the end of a file that has not %s', async (_, facts, headers) => {
    const sent: Answer = (reply) => reply.writeHead(200, headers).end(FILE)
    await using endpoint = await scriptedEndpoint([ASKED, show('SUCCESS', facts), sent])
    const { body } = await endpoint.client.exportConnections({}, options)
    await expect(buffer(body)).rejects.toThrow(DamagedFileError)
  })

  it('takes a file of which nothing is told', async () => {
    await using endpoint = await scriptedEndpoint([ASKED, show('SUCCESS'), SENT])
    const { sha256, body } = await endpoint.client.exportConnections({}, options)
    expect(sha256).toBeUndefined()
    expect((await buffer(body)).toString()).toBe(FILE)
  })

  it('closes the connection when its body is cancelled', async () => {
    const closed = occurrence()
    const endless: Answer = (reply) => {
      reply.once('close', closed.happens)
      reply.writeHead(200).write(FILE)
    }
    await using endpoint = await scriptedEndpoint([ASKED, show('SUCCESS'), endless])
    const { body } = await endpoint.client.exportConnections({}, options)
    await body.cancel()
    await closed.happened
  })

  it('passes the signal on to the body', async () => {
    const controller = new AbortController()
    const endless: Answer = (reply) => void reply.writeHead(200).write(FILE)
    await using endpoint = await scriptedEndpoint([ASKED, show('SUCCESS'), endless])
    const { body } = await endpoint.client.exportConnections({}, { ...options, signal: controller.signal })
    controller.abort(new Error('enough'))
    await expect(buffer(body)).rejects.toThrow('enough')
  })
})

describe('waitForExport', () => {
  const UNKNOWN_ROUTE = json(404, { error_code: 'APIGW.0101', error_msg: 'no such path' })
  const UNKNOWN_TASK = json(404, { error_code: 'WKS.00211902', error_msg: 'no such task' })

  it('asks ListExportTasks where there is no ShowExportTask', async () => {
    const listed = json(200, { export_tasks: [{ task_id: 't', status: 'SUCCESS' }], count: 1 })
    await using endpoint = await scriptedEndpoint([UNKNOWN_ROUTE, listed])
    expect((await endpoint.client.waitForExport('t', options)).status).toBe('SUCCESS')
    expect(endpoint.requests[1]?.path).toBe('/v2/p1/export-tasks')
    expect(endpoint.requests[1]?.query.toString()).toBe('task_id=t')
  })

  it.each<[string, Answer[], object]>([
    ['fails', [show('FAIL', { error_code: 'C', fail_reason: 'disk full' })], { code: 'C', reason: 'disk full' }],
    ['has expired', [show('EXPIRED')], { reason: 'its file has expired.' }],
    ['is deleted', Array.from({ length: 5 }, () => UNKNOWN_TASK), { reason: 'the task is gone.' }],
  ])('throws when the task %s', async (_, answers, facts) => {
    await using endpoint = await scriptedEndpoint(answers)
    const error = await endpoint.client.waitForExport('t', options).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ExportFailedError)
    expect(error).toMatchObject({ taskId: 't', ...facts })
  })

  it('stops waiting with the reason of the signal', async () => {
    const controller = new AbortController()
    await using endpoint = await scriptedEndpoint([show('CREATING')])
    const onProgress = (): void => controller.abort(new Error('enough'))
    const waiting = endpoint.client.waitForExport('t', { pollMs: 60_000, signal: controller.signal, onProgress })
    await expect(waiting).rejects.toThrow('enough')
  })
})

describe('downloadExportFile', () => {
  const FILE = Buffer.from('0123456789')
  const digest = createHash('sha256').update(FILE).digest('base64')
  const whole: Answer = (reply) => {
    const names = `attachment; filename="a.csv"; filename*=UTF-8''%E8%A1%A8.csv`
    reply.writeHead(200, {
      'Content-Length': FILE.length,
      'Content-Digest': `sha-256=:${digest}:`,
      'Content-Disposition': names,
    })
    reply.end(FILE)
  }

  it('tells size, digest and name of the file', async () => {
    await using endpoint = await scriptedEndpoint([whole])
    const { body, ...told } = await endpoint.client.downloadExportFile('t')
    const sha256 = createHash('sha256').update(FILE).digest('hex')
    expect(told).toEqual({ from: 0, byteCount: 10, sha256, fileName: '表.csv' })
    expect(await buffer(body)).toEqual(FILE)
  })

  it('asks for a range and tells the size of the whole file', async () => {
    const part: Answer = (reply) => {
      const headers = { 'Content-Range': 'bytes 4-9/10', 'Content-Digest': `sha-256=:${digest}:` }
      reply.writeHead(206, headers).end(FILE.subarray(4))
    }
    await using endpoint = await scriptedEndpoint([part])
    const download = await endpoint.client.downloadExportFile('t', { range: { from: 4 } })
    expect(endpoint.requests[0]?.headers.range).toBe('bytes=4-')
    expect(download).toMatchObject({ from: 4, byteCount: 10, sha256: undefined, fileName: undefined })
    expect(await buffer(download.body)).toEqual(FILE.subarray(4))
  })

  it('tells nothing that the endpoint does not', async () => {
    await using endpoint = await scriptedEndpoint([(reply) => reply.writeHead(200).end(FILE)])
    const { body, ...told } = await endpoint.client.downloadExportFile('t', { range: { from: 4 } })
    expect(told).toEqual({ from: 0, byteCount: undefined, sha256: undefined, fileName: undefined })
    await body.cancel()
  })

  it('tells neither size nor digest of a coded body', async () => {
    const coded: Answer = (reply) => {
      const body = gzipSync(FILE)
      const headers = { 'Content-Encoding': 'gzip', 'Content-Digest': `sha-256=:${digest}:` }
      reply.writeHead(200, { ...headers, 'Content-Length': body.length }).end(body)
    }
    await using endpoint = await scriptedEndpoint([coded])
    const { body, byteCount, sha256 } = await endpoint.client.downloadExportFile('t')
    expect([byteCount, sha256]).toEqual([undefined, undefined])
    expect(await buffer(body)).toEqual(FILE)
  })

  it('a connection lost on the way is a ConnectionError', async () => {
    const cutShort: Answer = (reply) => {
      reply.writeHead(200, { 'Content-Length': '10' }).write('0123')
      setImmediate(() => reply.destroy())
    }
    await using endpoint = await scriptedEndpoint([cutShort])
    const { body } = await endpoint.client.downloadExportFile('t')
    await expect(buffer(body)).rejects.toThrow(ConnectionError)
  })
})

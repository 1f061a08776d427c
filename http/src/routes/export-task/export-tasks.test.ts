import { createHash } from 'node:crypto'
import { ExportTaskDetail, ExportTaskItem } from '@deskledger/contract'
import type { ExportStatus, ExportTask } from '@deskledger/domain'
import { Check } from 'typebox/value'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { OTHER_PROJECT, PROJECT, TASK_ID, TestApplication } from '../../application.fixture.js'
import { FILE, storedTask } from '../../stored-task.fixture.js'

const TASKS = `/v2/${PROJECT}/export-tasks`
const DOWNLOAD = `${TASKS}/${TASK_ID}/download`
const SHA256 = createHash('sha256').update(FILE).digest()

describe('export tasks', () => {
  let test: TestApplication
  beforeEach(async () => {
    test = await TestApplication.start()
  })
  afterEach(async () => {
    await vi.waitFor(() => expect(test.openFiles).toBe(0))
    await test.stop()
  })

  const aTask = (status: ExportStatus, bytes = FILE): ExportTask => storedTask(test, status, bytes)
  /** Downloads over a connection: only there an answer has an end. */
  const download = async (headers: Record<string, string> = {}) => {
    const [head = '', body] = (await test.exchange(test.head(DOWNLOAD, { headers }))).split('\r\n\r\n')
    const [statusLine = '', ...lines] = head.split('\r\n')
    return {
      status: Number(statusLine.slice(9, 12)),
      headers: Object.fromEntries(lines.map((line) => line.split(': '))),
      body,
    }
  }
  const isDownloaded = () => test.tasks.get(TASK_ID)?.isDownloaded

  it('are created, listed, shown, described and deleted', async () => {
    const created = await test.call(`/v3/${PROJECT}/desktops/connections/export?language=zh-cn&columns=sid`)
    const taskId: string = created.json().task_id
    expect(taskId).toMatch(/^[0-9a-f]{32}$/)
    expect(test.tasks.get(taskId)?.request).toMatchObject({ language: 'zh_CN', columns: ['sid'], format: 'xlsx' })
    const { count, export_tasks: items } = (await test.call(TASKS)).json()
    expect([count, items.length]).toEqual([1, 1])
    expect((await test.call(`${TASKS}/${taskId}`)).json()).toMatchObject({ task_id: taskId, status: 'CREATING' })
    const body = JSON.stringify({ task_ids: [taskId, 'unknown'] })
    const headers = { 'Content-Type': 'application/json; charset=utf-8' }
    const deleted = await test.call(`${TASKS}/batch-delete`, { method: 'POST', headers, body })
    expect([deleted.statusCode, deleted.body, test.tasks.size]).toEqual([200, '', 0])
  })

  it.each(['CREATING', 'SUCCESS', 'FAIL', 'EXPIRED'] as const)('of status %s fit the contract', async (status) => {
    aTask(status)
    const detail = (await test.call(`${TASKS}/${TASK_ID}`)).json()
    const [item] = (await test.call(TASKS)).json().export_tasks
    expect([Check(ExportTaskDetail, detail), Check(ExportTaskItem, item)]).toEqual([true, true])
    expect(detail).toMatchObject({ ...item, progress: { percent: 33 }, query: { user_name: 'ada' } })
    expect('fail_reason' in item).toBe(status === 'FAIL')
    expect('end_time' in item).toBe(status !== 'CREATING')
  })

  it('are estimated without being created, and refused as they would be', async () => {
    test.records = [{ transactionId: 't', startedAt: test.now }]
    const path = `/v3/${PROJECT}/desktops/connections/export/estimate`
    const response = await test.call(`${path}?format=csv&user_name=ada`)
    expect(response.json()).toEqual({
      format: 'csv',
      row_count: 1,
      estimated_byte_count: expect.any(Number),
      estimated_seconds: 1,
      basis: 'sample-records',
      fits_one_sheet: true,
    })
    expect(test.listed).toMatchObject([{ query: { projectId: PROJECT, userName: 'ada' }, limit: 0 }])
    expect(test.tasks.size).toBe(0)
    expect((await test.call(`${path}?start_time=2020-01-01T00:00:00Z`)).statusCode).toBe(400)
    expect((await test.call(`${path}?format=xlsx&compression=gzip`)).statusCode).toBe(400)
  })

  it('allow so many under way', async () => {
    aTask('CREATING')
    test.tasks.set('other', { ...aTask('CREATING'), taskId: 'other' })
    const response = await test.call(`/v3/${PROJECT}/desktops/connections/export`)
    expect([response.statusCode, response.json().error_code]).toEqual([429, 'APIGW.0308'])
  })

  it.each([
    ['CREATING', 409, 'WKS.00211103'],
    ['FAIL', 409, 'WKS.00211103'],
    ['EXPIRED', 410, 'WKS.00211902'],
    [undefined, 404, 'WKS.00211902'],
  ] as const)('of status %s have no file: %i', async (status, httpStatus, code) => {
    if (status !== undefined) aTask(status)
    for (const path of [DOWNLOAD, `${TASKS}/${TASK_ID}/manifest`]) {
      const response = await test.call(path)
      expect([response.statusCode, response.json().error_code]).toEqual([httpStatus, code])
    }
  })

  it('of another project do not exist', async () => {
    aTask('SUCCESS')
    const path = `/v2/${OTHER_PROJECT}/export-tasks/${TASK_ID}`
    for (const suffix of ['', '/download', '/manifest']) {
      expect((await test.call(`${path}${suffix}`, { accessKey: 'AKOTHER' })).statusCode).toBe(404)
    }
  })

  it('have a manifest, sent as stored', async () => {
    aTask('SUCCESS')
    const response = await test.call(`${TASKS}/${TASK_ID}/manifest`)
    expect([response.headers['content-type'], response.body]).toEqual(['application/json', '{"payload":"e30="}'])
  })

  it('have a file, marked as downloaded once it left', async () => {
    aTask('SUCCESS')
    const response = await download()
    expect([response.status, response.body]).toEqual([200, FILE.toString()])
    expect(response.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-length': '10',
      'content-disposition':
        'attachment; filename="ConnectionRecords_20260102030405_aaaabbbb.csv"; ' +
        "filename*=UTF-8''ConnectionRecords_20260102030405_aaaabbbb.csv",
      etag: `"${SHA256.toString('hex')}"`,
      'content-digest': `sha-256=:${SHA256.toString('base64')}:`,
      'repr-digest': `sha-256=:${SHA256.toString('base64')}:`,
      'accept-ranges': 'bytes',
      'cache-control': 'no-store',
      'x-request-id': expect.stringMatching(/^[0-9a-f]{32}$/),
    })
    await vi.waitFor(() => expect(isDownloaded()).toBe(true))
  })

  it('have a file of which a part may be asked for', async () => {
    aTask('SUCCESS')
    const response = await download({ Range: 'bytes=2-4' })
    expect([response.status, response.body]).toEqual([206, '234'])
    expect(response.headers).toMatchObject({ 'content-range': 'bytes 2-4/10', 'content-length': '3' })
    expect(response.headers).toMatchObject({ 'repr-digest': `sha-256=:${SHA256.toString('base64')}:` })
    expect(response.headers).not.toHaveProperty('content-digest')
    expect(isDownloaded()).toBe(false)
  })

  it.each(['bytes=5-', 'bytes=0-9', 'bytes=-1'])('are marked as downloaded once the part %s left', async (range) => {
    aTask('SUCCESS')
    expect((await download({ Range: range })).status).toBe(206)
    await vi.waitFor(() => expect(isDownloaded()).toBe(true))
  })

  it('refuse a range outside the file', async () => {
    aTask('SUCCESS')
    const response = await test.call(DOWNLOAD, { headers: { Range: 'bytes=10-' } })
    expect([response.statusCode, response.json().error_code]).toEqual([416, 'WKS.00211102'])
    expect(response.headers['content-range']).toBe('bytes */10')
  })

  it('may have an empty file', async () => {
    aTask('SUCCESS', Buffer.alloc(0))
    const response = await download()
    expect([response.status, response.headers['content-length'], response.body]).toEqual([200, '0', ''])
  })

  it('never send a file that is not the one they stand for', async () => {
    aTask('SUCCESS')
    test.files.set('k', FILE.subarray(1))
    expect((await test.call(DOWNLOAD)).statusCode).toBe(500)
  })

  it('close the file of a client that leaves, and do not count it as downloaded', async () => {
    aTask('SUCCESS', Buffer.alloc(64 * 1_048_576))
    const socket = await test.connection()
    socket.write(test.head(DOWNLOAD))
    await new Promise((resolve) => socket.once('data', resolve))
    expect(test.openFiles).toBe(1)
    socket.destroy()
    await vi.waitFor(() => expect(test.openFiles).toBe(0))
    expect(isDownloaded()).toBe(false)
  })

  it.each([
    ['', 'WKS.0001', 'The body is empty'],
    ['{', 'WKS.00211102', 'body is not JSON'],
    ['[]', 'WKS.00211102', 'body must be'],
    ['{}', 'WKS.00211102', 'task_ids is missing'],
    ['{"task_ids":"a"}', 'WKS.00211102', 'task_ids must be array'],
    ['{"task_ids":[]}', 'WKS.00211102', 'task_ids must not have fewer than 1 items'],
    ['{"task_ids":["a","a"]}', 'WKS.00211102', 'task_ids must not have duplicate items'],
    ['{"task_ids":["a",1]}', 'WKS.00211102', 'task_ids[1] must be string'],
    ['{"task_ids":["a",""]}', 'WKS.00211102', 'task_ids[1] must not have fewer than 1 characters'],
    ['{"task_ids":["x"],"task_ids":["y"]}', 'WKS.00211102', 'task_ids stands in the body more than once'],
    ['{"task_ids":["a"],"x":1}', 'WKS.00211102', 'x is not a known member'],
    ['{"task_ids":["a"],"__proto__":1}', 'WKS.00211102', '__proto__ is not a known member'],
    [
      JSON.stringify({ task_ids: Array.from({ length: 201 }, (_id, at) => `${at}`) }),
      'WKS.00211102',
      'task_ids must not have more than 200 items',
    ],
    [
      JSON.stringify({ task_ids: ['x'.repeat(65)] }),
      'WKS.00211102',
      'task_ids[0] must not have more than 64 characters',
    ],
  ])('are not deleted by %.40s', async (body, code, message) => {
    const headers = { 'Content-Type': 'application/json' }
    const response = await test.call(`${TASKS}/batch-delete`, { method: 'POST', headers, body })
    expect([response.statusCode, response.json().error_code]).toEqual([400, code])
    expect(response.json().error_msg).toContain(message)
  })

  it('are deleted two hundred at a time, with ids of the greatest length', async () => {
    const ids = Array.from({ length: 200 }, (_id, at) => `${at}`.padEnd(64, 'x'))
    const body = JSON.stringify({ task_ids: ids })
    const headers = { 'Content-Type': 'application/json' }
    expect((await test.call(`${TASKS}/batch-delete`, { method: 'POST', headers, body })).statusCode).toBe(200)
  })
})

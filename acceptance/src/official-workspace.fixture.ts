import { createHash } from 'node:crypto'
import { expect } from 'vitest'
import type { OfficialRequest } from './official-client.fixture.js'
import { type Given, get, type OperationRun, post } from './official-run.fixture.js'
import { readCsv, readXlsx } from './readers.fixture.js'

const HOUR_MS = 3_600_000
const startedAt = new Date(Date.now() - HOUR_MS)

/** The one record that is delivered before the runs; its connection is open. */
export const OPEN_CONNECTION = {
  transaction_id: 't1',
  connection_start_time: startedAt.toISOString(),
  connection_setup_time: startedAt.toISOString(),
  user_name: '张三 (a+b)',
  computer_name: 'DESK-1',
  e2e_rtt: 42,
}

const MILLISECONDS = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)

const EXPORT = '/v3/{project_id}/desktops/connections/export'
const RECORDS = '/v2/{project_id}/connections/desktops'
const ONLINE = '/v2/{project_id}/connections/online-users'
const STATUS = '/v2/{project_id}/connections/status'
const TASKS = '/v2/{project_id}/export-tasks'

/** The operations of the Workspace API (spec/api.md 1 to 8). */
export const WORKSPACE_RUNS = {
  ExportUserConnectionNew: {
    async works({ send, client }) {
      const asked = await send(get(EXPORT, { user_name: '张三 (a+b)', min_e2e_rtt: 42, language: 'zh_CN' }))
      expect(asked).toEqual({ httpStatusCode: 200, task_id: expect.stringMatching(/^[0-9a-f]{32}$/) })
      await client.waitForExport(String(asked['task_id']), { pollMs: 20 })
      expect(await client.showExportTask(String(asked['task_id']))).toMatchObject({ row_count: 1 })
    },
    refused: get(EXPORT, { min_e2e_rtt: 10_001 }),
    told: { httpStatusCode: 400, errorCode: 'WKS.00211102', errorMsg: /min_e2e_rtt/ },
  },
  ListLoginRecordsNew: {
    async works({ send }) {
      const query = { user_name: '张三 (a+b)', limit: 1, offset: 0 }
      expect(await send(get(RECORDS, query))).toEqual({
        httpStatusCode: 200,
        total_count: 1,
        records: [OPEN_CONNECTION],
      })
      expect(await send(get(RECORDS, { user_name: '张三' }))).toMatchObject({ total_count: 0, records: [] })
    },
    refused: get(RECORDS, { limit: 1001 }),
    told: { httpStatusCode: 400, errorCode: 'WKS.00211102', errorMsg: /limit/ },
  },
  ExportUserLoginInfoNew: {
    async works({ send, sendForBytes }) {
      const url = `${RECORDS}/export`
      const { body } = await sendForBytes(get(url))
      expect((await readXlsx(new Uint8Array(body as ArrayBuffer)))[0]?.cells[1]?.slice(0, 2)).toEqual([
        'DESK-1',
        '张三 (a+b)',
      ])
      // Text survives without `arraybuffer`, but for its byte order mark.
      const { body: text } = await send(get(url, { format: 'csv', language: 'zh_CN' }))
      expect(readCsv(Buffer.from(`\uFEFF${text}`))).toHaveLength(2)
    },
    refused: get(`${RECORDS}/export`, { start_time: '2026-01-01T00:00Z' }),
    told: { httpStatusCode: 400, errorCode: 'WKS.00211102', errorMsg: /end_time/ },
  },
  ListHistoryOnlineInfoNew: {
    async works({ send }) {
      // Two days whatever the time is: the connection began an hour ago and is open.
      const days = [startedAt.getTime() - 24 * HOUR_MS, Date.now()].map((ms) => `${iso(ms).slice(0, 16)}Z`)
      const answer = await send(get(ONLINE, { start_time: days[0], end_time: days[1] }))
      const counts = answer['time_counts'] as string[]
      expect(counts[0]).toBe(`${iso(startedAt.getTime() - 24 * HOUR_MS).slice(0, 10)} : 0`)
      expect(counts.at(-1)).toMatch(/^\d{4}-\d\d-\d\d : 1$/)
    },
    refused: get(ONLINE),
    told: { httpStatusCode: 400, errorCode: 'WKS.00211102', errorMsg: /query_type/ },
  },
  ListInstancesStatus: {
    async works({ send }) {
      expect(await send(get(STATUS))).toMatchObject({
        httpStatusCode: 200,
        statics: [{ static_name: expect.any(String), in_use_num: 1, ready_num: 0, running_num: 0 }],
      })
    },
    refused: get(STATUS.replace('{project_id}', 'f'.repeat(32))),
    told: { httpStatusCode: 403, errorCode: 'WKS.00081102', errorMsg: /project/ },
  },
  ListExportTasks: {
    async works(given) {
      const task_id = await finishedExport(given, 'csv')
      const page = await given.send(get(TASKS, { task_id, status: 'SUCCESS', is_download: false, limit: 100 }))
      expect(page).toEqual({
        httpStatusCode: 200,
        count: 1,
        export_tasks: [
          {
            task_id,
            status: 'SUCCESS',
            file_name: expect.stringMatching(/^ConnectionRecords_\d{14}_[0-9a-f]{8}\.csv$/),
            create_time: MILLISECONDS,
            end_time: MILLISECONDS,
            is_download: false,
          },
        ],
      })
    },
    refused: get(TASKS, { limit: 0 }),
    told: { httpStatusCode: 400, errorCode: 'WKS.00211102', errorMsg: /limit/ },
  },
  DownloadExportFile: {
    async works(given) {
      const taskId = await finishedExport(given, 'xlsx')
      const { body } = await given.sendForBytes(download(taskId))
      const hash = createHash('sha256').update(new Uint8Array(body as ArrayBuffer))
      expect(hash.digest('hex')).toBe((await given.client.showExportTask(taskId)).sha256)
      // It turns true once the last byte has left, which the reader of that byte may see a moment later.
      await expect
        .poll(() => given.send(get(TASKS, { task_id: taskId })))
        .toMatchObject({ export_tasks: [{ is_download: true }] })
    },
    refused: download('0'.repeat(32)),
    told: { httpStatusCode: 404, errorCode: 'WKS.00211902', errorMsg: /0{32}/ },
  },
  DeleteExportTasks: {
    async works(given) {
      const taskId = await finishedExport(given, 'csv')
      for (const contentType of ['application/json', 'application/json;charset=UTF-8']) {
        const deletion = { ...post(`${TASKS}/batch-delete`, { task_ids: [taskId, 'unknown'] }), contentType }
        expect(await given.send(deletion)).toEqual({ httpStatusCode: 200 })
      }
      expect(await given.send(get(TASKS, { task_id: taskId }))).toMatchObject({ count: 0, export_tasks: [] })
    },
    refused: post(`${TASKS}/batch-delete`, {}),
    told: { httpStatusCode: 400, errorCode: 'WKS.00211102', errorMsg: /task_ids/ },
  },
} as const satisfies Record<string, OperationRun>

function download(taskId: string): OfficialRequest {
  return { ...get(`${TASKS}/{task_id}/download`), pathParams: { task_id: taskId } }
}

/** A new task each time: two equal requests of one second would be one request (docs/compatibility.md). */
async function finishedExport({ send, client }: Given, format: string): Promise<string> {
  const { task_id } = await send(get(EXPORT, { format, computer_name: crypto.randomUUID() }))
  await client.waitForExport(String(task_id), { pollMs: 20 })
  return String(task_id)
}

function iso(ms: number): string {
  return new Date(ms).toISOString()
}

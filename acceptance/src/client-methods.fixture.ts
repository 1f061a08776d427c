import {
  AuthenticationError,
  type DeskledgerClient,
  type Download,
  LinesRefusedError,
  type OperationId,
} from '@deskledger/client'
import { expect } from 'vitest'
import type { MethodName, MethodRun } from './client-run.fixture.js'
import { ROOT, ROOT_USER } from './ledger.fixture.js'
import { readCsv } from './readers.fixture.js'

const startedAt = new Date(Date.now() - 3_600_000).toISOString()

/** What is delivered before the runs: two open connections, newest last. */
export const TWO_CONNECTIONS = ['t1', 't2']
  .map((transaction_id) => ({
    transaction_id,
    connection_start_time: startedAt,
    connection_setup_time: startedAt,
    user_name: 'zoe',
    computer_name: 'DESK-1',
  }))
  .map((line) => `${JSON.stringify(line)}\n`)
  .join('')

const FAST = { pollMs: 20 }

async function bytesOf({ body }: Pick<Download, 'body'>): Promise<Uint8Array> {
  return new Uint8Array(await new Response(body).arrayBuffer())
}

let asked = 0

/** A new task each time: two equal requests of one second would be one request (docs/compatibility.md). */
async function finishedTask(client: DeskledgerClient): Promise<string> {
  asked += 1
  const start_time = new Date(Date.parse(startedAt) - asked).toISOString()
  const { task_id } = await client.exportUserConnection({ format: 'csv', user_name: 'zoe', start_time })
  return (await client.waitForExport(task_id, FAST)).task_id
}

/** Every method of the client but those of administration, and the operation that it is for. */
export const CLIENT_METHODS = {
  call: {
    sends: 'ListInstancesStatus',
    run: async (client) => {
      const answer = await client.call('ListInstancesStatus', { path: { project_id: ROOT.projectId } })
      expect(answer.statics).toMatchObject([{ in_use_num: 1 }])
    },
  },
  exportUserConnection: {
    sends: 'ExportUserConnectionNew',
    run: async (client) => {
      const asked = await client.exportUserConnection({ format: 'csv', language: 'zh_CN', time_zone: 'Asia/Shanghai' })
      expect(asked).toEqual({ task_id: expect.stringMatching(/^[0-9a-f]{32}$/) })
    },
  },
  listLoginRecords: {
    sends: 'ListLoginRecordsNew',
    run: async (client) => {
      const page = await client.listLoginRecords({ user_name: 'ZOE', limit: 1 })
      expect(page).toMatchObject({ total_count: 2, records: [{ user_name: 'zoe', computer_name: 'DESK-1' }] })
    },
  },
  exportUserLoginInfo: {
    sends: 'ExportUserLoginInfoNew',
    run: async (client) => {
      const file = await client.exportUserLoginInfo({ format: 'csv' })
      expect(file.fileName).toMatch(/^ConnectionRecords_\d{14}\.csv$/)
      expect(readCsv(await bytesOf(file))).toHaveLength(3)
    },
  },
  listHistoryOnlineInfo: {
    sends: 'ListHistoryOnlineInfoNew',
    run: async (client) => {
      const { time_counts } = await client.listHistoryOnlineInfo({ query_type: 'WEEK' })
      expect(time_counts).toHaveLength(7)
      expect(time_counts.at(-1)).toMatch(/^\d{4}-\d\d-\d\d : 1$/)
    },
  },
  listInstancesStatus: {
    sends: 'ListInstancesStatus',
    run: async (client) => {
      expect(await client.listInstancesStatus()).toMatchObject({ statics: [{ in_use_num: 1, ready_num: 0 }] })
    },
  },
  listExportTasks: {
    sends: 'ListExportTasks',
    run: async (client) => {
      const task_id = await finishedTask(client)
      expect(await client.listExportTasks({ task_id, status: 'SUCCESS' })).toMatchObject({
        count: 1,
        export_tasks: [{ task_id, is_download: false }],
      })
    },
  },
  downloadExportFile: {
    sends: 'DownloadExportFile',
    run: async (client) => {
      const task_id = await finishedTask(client)
      const whole = await client.downloadExportFile(task_id)
      const bytes = await bytesOf(whole)
      expect(whole).toMatchObject({ from: 0, byteCount: bytes.length, fileName: expect.stringMatching(/\.csv$/) })
      const rest = await client.downloadExportFile(task_id, { range: { from: 10 } })
      expect(rest).toMatchObject({ from: 10, byteCount: bytes.length, sha256: whole.sha256 })
      expect(await bytesOf(rest)).toEqual(bytes.subarray(10))
    },
  },
  deleteExportTasks: {
    sends: 'DeleteExportTasks',
    run: async (client) => {
      const task_id = await finishedTask(client)
      expect(await client.deleteExportTasks([task_id, 'unknown'])).toBeUndefined()
      expect(await client.listExportTasks({ task_id })).toEqual({ count: 0, export_tasks: [] })
    },
  },
  ingestConnectionRecords: {
    sends: 'IngestConnectionRecords',
    run: async (client) => {
      const again = await client.ingestConnectionRecords(TWO_CONNECTIONS, { gzip: true })
      expect(again).toEqual({ created: 0, updated: 0, unchanged: 2, rejected_count: 0, rejected: [] })
      const refused = client.ingestConnectionRecords(`{}\n${TWO_CONNECTIONS}`, { atomic: true })
      await expect(refused).rejects.toThrow(LinesRefusedError)
      await expect(refused).rejects.toMatchObject({ status: 400, rejectedCount: 1, rejected: [{ line: 1 }] })
    },
  },
  showExportTask: {
    sends: 'ShowExportTask',
    run: async (client) => {
      expect(await client.showExportTask(await finishedTask(client))).toMatchObject({
        status: 'SUCCESS',
        format: 'csv',
        row_count: 2,
        progress: { rows_written: 2, rows_expected: 2, percent: 100 },
        requested_by: 'root',
        query: { user_name: 'zoe' },
      })
    },
  },
  showExportManifest: {
    sends: 'ShowExportManifest',
    run: async (client) => {
      const task_id = await finishedTask(client)
      const { sha256, byte_count } = await client.showExportTask(task_id)
      const { payload } = await client.showExportManifest(task_id)
      expect(JSON.parse(Buffer.from(payload, 'base64').toString())).toMatchObject({
        manifest_version: 2,
        task_id,
        project_id: ROOT.projectId,
        row_count: 2,
        sha256,
        byte_count,
      })
    },
  },
  createToken: {
    sends: 'KeystoneCreateUserTokenByPassword',
    run: async (client) => {
      const { token, description } = await client.createToken({ ...ROOT_USER, projectId: ROOT.projectId })
      expect(token).toMatch(/^\S{40,}$/)
      expect(description).toMatchObject({ user: { name: 'root' }, project: { id: ROOT.projectId } })
    },
  },
  describeToken: {
    sends: 'KeystoneValidateToken',
    run: async (client) => {
      const { token, description } = await client.createToken({ ...ROOT_USER, projectId: ROOT.projectId })
      expect(await client.describeToken(token)).toEqual(description)
    },
  },
  listProjects: {
    sends: 'KeystoneListProjects',
    run: async (client) => {
      expect(await client.listProjects({ name: 'local-1' })).toMatchObject({ projects: [{ id: ROOT.projectId }] })
    },
  },
  listRegions: {
    sends: 'KeystoneListRegions',
    run: async (client) => {
      expect(await client.listRegions()).toMatchObject({ regions: [{ id: 'local-1' }] })
    },
  },
  listAuthDomains: {
    sends: 'KeystoneListAuthDomains',
    run: async (client) => {
      expect(await client.listAuthDomains()).toMatchObject({ domains: [{ name: 'deskledger' }] })
    },
  },
  createTemporaryAccessKey: {
    sends: 'CreateTemporaryAccessKeyByToken',
    run: async (client) => {
      const { token } = await client.createToken({ ...ROOT_USER, projectId: ROOT.projectId })
      const key = await client.createTemporaryAccessKey({ token, durationSeconds: 900 })
      expect(key.access).toMatch(/^[A-Z0-9]{20}$/)
      expect(Date.parse(key.expires_at) - Date.now()).toBeLessThanOrEqual(900_000)
    },
  },
  estimateExport: {
    sends: 'EstimateExport',
    run: async (client) => {
      const estimate = await client.estimateExport({ format: 'csv' })
      expect(estimate).toMatchObject({ format: 'csv', row_count: 2, fits_one_sheet: true })
    },
  },
  showConnectionSeries: {
    sends: 'ShowConnectionSeries',
    run: async (client) => {
      const { items, ...about } = await client.showConnectionSeries({ time_zone: 'Asia/Shanghai', user_name: 'ZOE' })
      expect(about).toMatchObject({ grain: 'HOUR', time_zone: 'Asia/Shanghai' })
      expect(items).toHaveLength(25)
      expect(items.filter(({ connections }) => connections > 0)).toMatchObject([{ connections: 2, users: 1 }])
      expect(items.at(-1)).toMatchObject({ online_users: 1, e2e_rtt: { count: 0 } })
    },
  },
  listConnectionRanking: {
    sends: 'ListConnectionRanking',
    run: async (client) => {
      const { items, filter, group_count } = await client.listConnectionRanking({ by: 'computer_name' })
      expect({ items, filter, group_count }).toMatchObject({
        items: [{ value: 'DESK-1', connections: 2, failures: 0, users: 1 }],
        filter: 'computer_name',
        group_count: 1,
      })
    },
  },
  listSigningKeys: {
    sends: 'ListSigningKeys',
    run: async (client) => {
      const { signing_keys } = await client.listSigningKeys()
      expect(signing_keys).toHaveLength(1)
    },
  },
  createBrowserSession: {
    sends: 'CreateBrowserSession',
    run: async (client, _ledger, browser) => {
      const projects = [{ id: ROOT.projectId, name: 'local-1' }]
      expect(await client.createBrowserSession(ROOT_USER)).toMatchObject({ user: { name: 'root' }, projects })
      expect(await browser.listLoginRecords({ limit: 0 })).toMatchObject({ total_count: 2 })
    },
  },
  showBrowserSession: {
    sends: 'ShowBrowserSession',
    run: async (_client, _ledger, browser) => {
      const session = await browser.createBrowserSession(ROOT_USER)
      expect(await browser.showBrowserSession()).toEqual(session)
    },
  },
  deleteBrowserSession: {
    sends: 'DeleteBrowserSession',
    run: async (_client, _ledger, browser) => {
      await browser.createBrowserSession(ROOT_USER)
      await browser.deleteBrowserSession()
      await expect(browser.showBrowserSession()).rejects.toThrow(AuthenticationError)
    },
  },
  connectionRecords: {
    sends: 'ListLoginRecordsNew',
    run: async (client) => {
      const ids: string[] = []
      for await (const { transaction_id } of client.connectionRecords({ user_name: 'zoe' }, { pageSize: 1 }))
        ids.push(transaction_id)
      expect(ids.toSorted()).toEqual(['t1', 't2'])
    },
  },
  exportTasks: {
    sends: 'ListExportTasks',
    run: async (client) => {
      const made = [await finishedTask(client), await finishedTask(client)]
      const ids: string[] = []
      for await (const { task_id } of client.exportTasks({ status: 'SUCCESS' }, { pageSize: 1 })) ids.push(task_id)
      expect(ids.slice(0, 2)).toEqual(made.toReversed())
    },
  },
  findExportTask: {
    sends: 'ShowExportTask',
    run: async (client) => {
      expect(await client.findExportTask('unknown')).toBeUndefined()
      expect(await client.findExportTask(await finishedTask(client))).toMatchObject({ row_count: 2 })
    },
  },
  waitForExport: {
    sends: 'ShowExportTask',
    run: async (client, { client: administrator }) => {
      await administrator.admin.addFault(ROOT.projectId, { kind: 'fail-export', reason: 'as wished' })
      const { task_id } = await client.exportUserConnection({})
      await expect(client.waitForExport(task_id, FAST)).rejects.toMatchObject({ taskId: task_id, reason: 'as wished' })
    },
  },
  openExportFile: {
    sends: 'DownloadExportFile',
    run: async (client) => {
      const file = await client.openExportFile(await finishedTask(client), FAST)
      expect(readCsv(await bytesOf(file))).toHaveLength(3)
    },
  },
  exportConnections: {
    sends: 'DownloadExportFile',
    run: async (client) => {
      const looks: string[] = []
      const onProgress = ({ status }: { status: string }) => looks.push(status)
      const file = await client.exportConnections({ format: 'csv' }, { ...FAST, onProgress })
      expect(readCsv(await bytesOf(file))).toHaveLength(3)
      expect(file.task).toMatchObject({ row_count: 2, sha256: file.sha256 })
      expect(looks.at(-1)).toBe('SUCCESS')
    },
  },
} as const satisfies Record<MethodName<DeskledgerClient>, { readonly sends: OperationId; readonly run: MethodRun }>

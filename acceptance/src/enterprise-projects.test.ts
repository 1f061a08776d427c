import { NotFoundError, type OPERATIONS, type OperationId, PermissionError } from '@deskledger/client'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  CLOSED,
  type DividedProject,
  type Limited,
  newDividedProject,
} from './authorisation/divided-project.fixture.js'
import { readCsv } from './readers.fixture.js'

type ProjectOperation = {
  [Id in OperationId]: (typeof OPERATIONS)[Id]['access'] extends { readonly scope: 'project' } ? Id : never
}[OperationId]

type Check = (user: Limited['client'], divided: DividedProject) => Promise<void>

const NOT_GRANTED = { enterprise_project_id: 'ep-closed' }

/** Column of user names of a CSV file. */
async function usersIn(body: ReadableStream<Uint8Array>): Promise<string[]> {
  const [, ...rows] = readCsv(new Uint8Array(await new Response(body).arrayBuffer()))
  return rows.map(([name = '']) => name)
}

/** What an operation gives who may see one of three enterprise projects; an operation of projects without it does not compile. */
const SEEN = {
  ListLoginRecordsNew: async (user) => {
    expect(await user.listLoginRecords()).toMatchObject({ total_count: 1, records: [{ user_name: 'user open' }] })
    expect(await user.listLoginRecords({ limit: 0 })).toEqual({ total_count: 1, records: [] })
    await expect(user.listLoginRecords(NOT_GRANTED)).rejects.toThrow(PermissionError)
    await expect(user.listLoginRecords({ enterprise_project_id: '0' })).rejects.toThrow(PermissionError)
  },
  ListInstancesStatus: async (user) => {
    const { statics } = await user.listInstancesStatus()
    expect(statics).toEqual([expect.objectContaining({ in_use_num: 1, ready_num: 0 })])
  },
  ListHistoryOnlineInfoNew: async (user) => {
    const { time_counts } = await user.listHistoryOnlineInfo({ query_type: 'DAY' })
    expect(time_counts.at(-1)).toMatch(/^\d\d:00 : 1$/)
  },
  ShowConnectionSeries: async (user) => {
    const { items } = await user.showConnectionSeries()
    expect(items.reduce((sum, { connections }) => sum + connections, 0)).toBe(1)
    expect(Math.max(...items.map(({ online_users }) => online_users))).toBe(1)
    await expect(user.showConnectionSeries(NOT_GRANTED)).rejects.toThrow(PermissionError)
  },
  ListConnectionRanking: async (user) => {
    const { items, group_count } = await user.listConnectionRanking()
    expect({ items, group_count }).toMatchObject({ items: [{ value: 'user open', connections: 1 }], group_count: 1 })
    await expect(user.listConnectionRanking(NOT_GRANTED)).rejects.toThrow(PermissionError)
  },
  ExportUserLoginInfoNew: async (user) => {
    const { body } = await user.exportUserLoginInfo({ format: 'csv', columns: 'user_name' })
    expect(await usersIn(body)).toEqual(['user open'])
  },
  ExportUserConnectionNew: async (user) => {
    const { body } = await user.exportConnections({ format: 'csv', columns: 'user_name' })
    expect(await usersIn(body)).toEqual(['user open'])
    await expect(user.exportUserConnection(NOT_GRANTED)).rejects.toThrow(PermissionError)
  },
  EstimateExport: async (user) => {
    expect(await user.estimateExport({ format: 'csv' })).toMatchObject({ row_count: 1 })
    await expect(user.estimateExport(NOT_GRANTED)).rejects.toThrow(PermissionError)
  },
  ListExportTasks: async (user, { openTaskId, closedTaskIds }) => {
    const { count, export_tasks } = await user.listExportTasks({ limit: 100 })
    const ids = export_tasks.map(({ task_id }) => task_id)
    expect(ids).toContain(openTaskId)
    expect(ids.filter((id) => closedTaskIds.includes(id))).toEqual([])
    expect(count).toBe(ids.length)
    for (const task_id of closedTaskIds) expect(await user.listExportTasks({ task_id })).toMatchObject({ count: 0 })
  },
  ShowExportTask: async (user, { openTaskId, closedTaskIds }) => {
    expect(await user.showExportTask(openTaskId)).toMatchObject({ task_id: openTaskId })
    for (const id of closedTaskIds) await expect(user.showExportTask(id)).rejects.toThrow(NotFoundError)
  },
  ShowExportManifest: async (user, { openTaskId, closedTaskIds }) => {
    const { payload } = await user.showExportManifest(openTaskId)
    expect(JSON.parse(Buffer.from(payload, 'base64').toString())).toMatchObject({ row_count: 1 })
    for (const id of closedTaskIds) await expect(user.showExportManifest(id)).rejects.toThrow(NotFoundError)
  },
  DownloadExportFile: async (user, { ledger, openTaskId, closedTaskIds }) => {
    const { body } = await user.downloadExportFile(openTaskId)
    expect(await usersIn(body)).toHaveLength(1)
    for (const id of closedTaskIds) await expect(user.downloadExportFile(id)).rejects.toThrow(NotFoundError)
    for (const task_id of closedTaskIds) {
      const [task] = (await ledger.client.listExportTasks({ task_id })).export_tasks
      expect(task).toMatchObject({ is_download: false })
    }
  },
  DeleteExportTasks: async (user, { ledger, closedTaskIds }) => {
    await user.deleteExportTasks(closedTaskIds)
    for (const id of closedTaskIds) expect(await ledger.client.showExportTask(id)).toMatchObject({ status: 'SUCCESS' })
  },
  IngestConnectionRecords: async (user, { ledger }) => {
    const line = {
      transaction_id: 'new',
      connection_start_time: '2026-01-31T08:00:00Z',
      enterprise_project_id: 'ep-open',
    }
    await expect(user.ingestConnectionRecords(`${JSON.stringify(line)}\n`)).rejects.toThrow(PermissionError)
    expect((await ledger.client.listLoginRecords({ limit: 0 })).total_count).toBe(3)
  },
} satisfies Record<ProjectOperation, Check>

let divided: DividedProject
beforeAll(async () => {
  divided = await newDividedProject()
})
afterAll(() => divided[Symbol.asyncDispose]())

describe.each([
  ['granted one enterprise project', 'granted'],
  ['denied all enterprise projects but one', 'denied'],
] as const)('who is %s', (_how, name) => {
  let user: Limited
  beforeEach(() => {
    user = divided[name]
    user.heard.length = 0
  })

  it.each(Object.entries<Check>(SEEN))('sees in %s nothing of the others', async (_id, check) => {
    await check(user.client, divided)
    expect(user.heard.length).toBeGreaterThan(0)
    expect(user.heard.filter((text) => text.includes(CLOSED))).toEqual([])
  })

  it('may do nothing in the account', async () => {
    await expect(user.client.admin.listUsers()).rejects.toThrow(PermissionError)
    await expect(user.client.admin.listGrants()).rejects.toThrow(PermissionError)
  })
})

it('without a limit all of it is seen', async () => {
  const { client } = divided.ledger
  expect(JSON.stringify(await client.listLoginRecords())).toContain(CLOSED)
  expect((await client.listInstancesStatus()).statics).toEqual([expect.objectContaining({ in_use_num: 3 })])
})

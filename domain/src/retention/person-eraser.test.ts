import { describe, expect, it } from 'vitest'
import type { RecordQuery } from '../connection-record/record-query.js'
import type { ExportStatus, ExportTask } from '../export-task/export-task.js'
import type { ErasureOrder } from '../ports/audit-log.js'
import { PersonEraser } from './person-eraser.js'

const AT = new Date('2026-01-01T00:00:00Z')
const SCOPE = { accountId: 'a1', withUnattributed: false }

function task(taskId: string, query: Partial<RecordQuery> = {}, status: ExportStatus = 'SUCCESS'): ExportTask {
  return {
    taskId,
    fileName: `${taskId}.csv`,
    request: { query: { projectId: 'p', ...query }, format: 'csv', language: 'en_US', timeZone: 'UTC', columns: [] },
    cutOff: { sequence: 1, at: AT },
    requestedBy: { userId: 'u', userName: 'n' },
    status,
    createdAt: AT,
    progress: { rowsWritten: 0 },
    isDownloaded: false,
  }
}

/** Records of zoe are of the enterprise project e1 only. */
function eraser(tasks: readonly ExportTask[], heldBy: readonly string[] = []) {
  const done: unknown[] = []
  const made = new PersonEraser({
    records: {
      list: async ({ userName, enterpriseProjectId = 'e1' }) => ({
        items: [],
        totalCount: userName === 'zoe' && enterpriseProjectId === 'e1' ? 4 : 0,
      }),
      legalHoldsOver: async () => heldBy,
      erasePerson: async (projectId, userName) => {
        done.push(['records', projectId, userName])
        return { recordCount: 4, heldBy: [] }
      },
    },
    exportTasks: {
      list: async (_scope, { offset, limit }) => ({
        items: tasks.slice(offset, offset + limit),
        totalCount: tasks.length,
      }),
      remove: async (_scope, ids) => void done.push(['exports', ...ids]),
    },
    audit: {
      erase: async (order: ErasureOrder) => {
        done.push(['audit', 'value' in order ? order.value : order.userId])
        return 2
      },
    },
  })
  const erase = (deletesExports = false, userId?: string) =>
    made.erase({ projectId: 'p', userName: 'zoe', audit: { ...SCOPE, userId }, deletesExports })
  return { erase, done }
}

const TASKS = [
  task('all'),
  task('theirs', { userName: 'ZOE' }),
  task('failed for them', { userName: 'zoe' }, 'FAIL'),
  task('being written', {}, 'CREATING'),
  task('of another', { userName: 'max' }),
  task('elsewhere', { enterpriseProjectId: 'e2' }),
  task('failed', {}, 'FAIL'),
  task('expired', {}, 'EXPIRED'),
]
const THEIRS = ['all', 'theirs', 'failed for them', 'being written']

describe('erasing a person', () => {
  it('goes through audit log and records, and names the exports that may hold the person', async () => {
    const { erase, done } = eraser(TASKS)
    const { exports, ...counts } = await erase()
    expect(counts).toEqual({ recordCount: 4, auditValueCount: 2 })
    expect(exports.map(({ taskId }) => taskId)).toEqual(THEIRS)
    expect(done).toEqual([
      ['audit', 'zoe'],
      ['records', 'p', 'zoe'],
    ])
  })

  it('deletes these exports first when that is ordered, while records still tell which they are', async () => {
    const { erase, done } = eraser(TASKS)
    await erase(true)
    expect(done[0]).toEqual(['exports', ...THEIRS])
  })

  it('looks at all exports, however many', async () => {
    const many = Array.from({ length: 250 }, (_, place) => task(`t${place}`))
    expect((await eraser(many).erase()).exports).toHaveLength(250)
  })

  it('erases what the person did as a user, too', async () => {
    const { erase, done } = eraser([])
    expect((await erase(false, 'u7')).auditValueCount).toBe(4)
    expect(done).toContainEqual(['audit', 'u7'])
  })

  it('touches nothing when a legal hold forbids it, and names the hold', async () => {
    const { erase, done } = eraser(TASKS, ['h7'])
    await expect(erase(true)).rejects.toThrow('h7')
    expect(done).toEqual([])
  })
})

import { describe, expect, it } from 'vitest'
import { EXPORT_COLUMNS } from './columns.js'
import type { ExportStatus, ExportTask } from './export-task.js'
import { expire, fail, succeed } from './lifecycle.js'

const NOW = new Date('2026-03-31T12:00:00.000Z')
const FILE = { key: 'k', rowCount: 2, byteCount: 3, sha256: 'ab' }

function taskOf(status: ExportStatus): ExportTask {
  return {
    taskId: 't',
    fileName: 'f',
    request: { query: { projectId: 'p' }, format: 'csv', language: 'en_US', timeZone: 'UTC', columns: EXPORT_COLUMNS },
    cutOff: { sequence: 1, at: NOW },
    requestedBy: { userId: 'u', userName: 'n' },
    status,
    createdAt: NOW,
    progress: { rowsWritten: 0 },
    isDownloaded: false,
  }
}

const MOVES: [string, (task: ExportTask) => ExportTask][] = [
  ['SUCCESS', (task) => succeed(task, FILE, NOW, 1000)],
  ['FAIL', (task) => fail(task, { code: 'c', reason: 'r' }, NOW)],
  ['EXPIRED', expire],
]
const ALLOWED = ['CREATING to SUCCESS', 'CREATING to FAIL', 'SUCCESS to EXPIRED']

describe('the life of an export task', () => {
  const all = (['CREATING', 'SUCCESS', 'FAIL', 'EXPIRED'] as const).flatMap((from) =>
    MOVES.map(([to, move]) => ({ from, to, move, allowed: ALLOWED.includes(`${from} to ${to}`) })),
  )
  it.each(all.filter(({ allowed }) => allowed))('goes from $from to $to', ({ from, to, move }) => {
    expect(move(taskOf(from)).status).toBe(to)
  })
  it.each(all.filter(({ allowed }) => !allowed))('never goes from $from to $to', ({ from, move }) => {
    expect(() => move(taskOf(from))).toThrow(/cannot become/)
  })
  it('tells when the file goes', () => {
    expect(succeed(taskOf('CREATING'), FILE, NOW, 1000)).toMatchObject({
      endedAt: NOW,
      expiresAt: new Date(NOW.getTime() + 1000),
    })
  })
})

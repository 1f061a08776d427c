import { describe, expect, it } from 'vitest'
import { EXPORT_COLUMNS } from './columns.js'
import { estimateExport, MAX_ROWS_PER_SHEET } from './export-estimate.js'
import type { ExportRequest, ExportTask } from './export-task.js'

const FILE: Omit<ExportRequest, 'query'> = {
  format: 'csv',
  language: 'en_US',
  timeZone: 'UTC',
  columns: EXPORT_COLUMNS,
}
const CREATED = new Date('2026-03-01T09:00:00Z')

/** A finished export of so many rows, each of so many bytes, that took so long. */
function finished(rows: number, bytesPerRow: number, seconds: number, file: Partial<ExportRequest> = {}): ExportTask {
  return {
    taskId: 't',
    fileName: 'f',
    request: { query: { projectId: 'p' }, ...FILE, ...file },
    cutOff: { sequence: 1, at: CREATED },
    requestedBy: { userId: 'u', userName: 'u' },
    status: 'SUCCESS',
    createdAt: CREATED,
    endedAt: new Date(CREATED.getTime() + seconds * 1000),
    progress: { rowsWritten: rows },
    file: { key: 'k', rowCount: rows, byteCount: rows * bytesPerRow, sha256: '' },
    isDownloaded: false,
  }
}

const estimate = (rows: number, tasks: readonly ExportTask[] = [], file = FILE) =>
  estimateExport(rows, file, tasks, EXPORT_COLUMNS.length)

describe('an estimate', () => {
  it('of no rows is nothing', () => {
    expect(estimate(0)).toMatchObject({ rowCount: 0, byteCount: 0, seconds: 0, fitsOneSheet: true })
  })

  it('grows with rows and columns', () => {
    const one = estimate(1_000_000)
    expect(one.basis).toBe('sample-records')
    const two = estimate(2_000_000)
    expect(two.byteCount).toBe(one.byteCount * 2)
    // Both are rounded up.
    expect(2 * one.seconds - two.seconds).toBeOneOf([0, 1])
    expect(estimate(1_000_000, [], { ...FILE, columns: ['userName'] }).byteCount).toBeLessThan(one.byteCount / 10)
  })

  it.each([
    ['xlsx', {}],
    ['csv', { compression: 'gzip' }],
    ['ndjson', {}],
    ['ndjson', { compression: 'gzip' }],
    ['parquet', {}],
  ] as const)('knows %s %j', (format, more) => {
    expect(estimate(1_000_000, [], { ...FILE, format, ...more }).byteCount).not.toBe(350_000_000)
  })

  it('learns from exports of the same kind: their usual size, and the time of the one that waited least', () => {
    const tasks = [finished(10_000, 100, 10), finished(10_000, 110, 2), finished(10_000, 500, 60)]
    expect(estimate(20_000, tasks)).toEqual({
      format: 'csv',
      rowCount: 20_000,
      byteCount: 2_200_000,
      seconds: 4,
      fitsOneSheet: true,
      basis: 'own-exports',
    })
  })

  it.each([
    ['of another format', finished(10_000, 1, 1, { format: 'xlsx' })],
    ['that is compressed', finished(10_000, 1, 1, { compression: 'gzip' })],
    ['of other columns', finished(10_000, 1, 1, { columns: ['userName'] })],
    ['of few rows', finished(999, 1, 1)],
  ])('learns nothing from an export %s', (_what, task) => {
    expect(estimate(20_000, [task]).basis).toBe('sample-records')
  })

  it.each([
    [MAX_ROWS_PER_SHEET, true],
    [MAX_ROWS_PER_SHEET + 1, false],
  ])('%d rows fit one sheet: %s', (rows, fits) => {
    expect(estimate(rows).fitsOneSheet).toBe(fits)
  })
})

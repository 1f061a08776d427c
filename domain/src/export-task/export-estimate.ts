import type { ExportFormatName, ExportRequest, ExportTask } from './export-task.js'
import { fileExtension } from './file-name.js'

/** Rows that a worksheet holds below its header. */
export const MAX_ROWS_PER_SHEET = 1_048_575

/** What an export would be like. Rows are counted; bytes and seconds are rough. */
export interface ExportEstimate {
  readonly format: ExportFormatName
  readonly rowCount: number
  readonly byteCount: number
  /** From the moment a worker begins; what waits before it is not counted. */
  readonly seconds: number
  readonly fitsOneSheet: boolean
  /** Whether bytes and seconds are told by the project's own exports of the kind, or by measurements of sample records. */
  readonly basis: 'own-exports' | 'sample-records'
}

/** Bytes of a row with all columns, and rows in a second, of sample records on two cores (`bench/results/2026-11-26-full-ingest-export`). */
const SAMPLE: Readonly<Record<string, { readonly bytesPerRow: number; readonly rowsPerSecond: number }>> = {
  xlsx: { bytesPerRow: 205, rowsPerSecond: 54_000 },
  csv: { bytesPerRow: 344, rowsPerSecond: 182_000 },
  'csv.gz': { bytesPerRow: 104, rowsPerSecond: 128_000 },
  ndjson: { bytesPerRow: 698, rowsPerSecond: 95_000 },
  'ndjson.gz': { bytesPerRow: 136, rowsPerSecond: 73_000 },
  parquet: { bytesPerRow: 61, rowsPerSecond: 198_000 },
}

/** Smaller files tell more about the beginning and the end of an export than about its rows. */
const MIN_ROWS_TO_LEARN_FROM = 1000

/**
 * @param finished tasks of the project that are SUCCESS
 * @param columnCount columns that a file of the format can have
 */
export function estimateExport(
  rowCount: number,
  file: Omit<ExportRequest, 'query'>,
  finished: readonly ExportTask[],
  columnCount: number,
): ExportEstimate {
  const told = finished.flatMap((task) => paceOf(task, file))
  const fixed = SAMPLE[fileExtension(file)] ?? { bytesPerRow: 350, rowsPerSecond: 100_000 }
  const isOwn = told.length > 0
  const share = file.columns.length / columnCount
  const bytesPerRow = isOwn ? median(told.map((pace) => pace.bytesPerRow)) : fixed.bytesPerRow * share
  // A task may have waited for others: the fastest waited least.
  const rowsPerSecond = isOwn ? Math.max(...told.map((pace) => pace.rowsPerSecond)) : fixed.rowsPerSecond / share
  return {
    format: file.format,
    rowCount,
    byteCount: Math.round(rowCount * bytesPerRow),
    seconds: Math.ceil(rowCount / rowsPerSecond),
    fitsOneSheet: rowCount <= MAX_ROWS_PER_SHEET,
    basis: isOwn ? 'own-exports' : 'sample-records',
  }
}

interface Pace {
  readonly bytesPerRow: number
  readonly rowsPerSecond: number
}

/** How a finished task of the same kind went; nothing when it tells nothing. */
function paceOf({ request, file, createdAt, endedAt }: ExportTask, asked: Omit<ExportRequest, 'query'>): Pace[] {
  const isAlike = fileExtension(request) === fileExtension(asked) && request.columns.length === asked.columns.length
  if (!isAlike || file === undefined || endedAt === undefined || file.rowCount < MIN_ROWS_TO_LEARN_FROM) return []
  const seconds = Math.max(0.001, (endedAt.getTime() - createdAt.getTime()) / 1000)
  return [{ bytesPerRow: file.byteCount / file.rowCount, rowsPerSecond: file.rowCount / seconds }]
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { RenderedRows, RowLayout } from '@deskledger/domain'
import type { Database } from '../database.js'
import type { Condition } from '../query/condition.js'
import { NEWEST_FIRST } from '../query/where.js'
import { quote } from '../quote.js'
import { csvRow } from './csv-row.js'
import { type Bucket, planSlices, type Slice } from './plan-slices.js'
import { sheetRow } from './sheet-row.js'

/** What is written, and where it lies on its way. */
export interface Rendering {
  readonly database: Database
  readonly temporaryDirectory: string
  readonly records: Condition
  readonly layout: RowLayout
  readonly signal: AbortSignal | undefined
}

/** Rows that one statement sorts and writes. Larger slices are hardly faster and cost memory. */
const ROWS_PER_SLICE = 32_768

/** Stretches that an answer's time is divided into, to find slices of about equal size. */
const BUCKETS = 20_000

/** A buffer of the file reader. */
const READ_BYTES = 1 << 20

/** Writes an answer slice by slice, as files that the engine fills; the next one is filled while the last is read. */
export async function* renderRows(rendering: Rendering): AsyncGenerator<RenderedRows> {
  const slices = await slicesOf(rendering)
  let ahead: Promise<string> | undefined
  try {
    for (const [place, slice] of slices.entries()) {
      const file = await (ahead ?? write(rendering, slice))
      const next = slices[place + 1]
      ahead = next === undefined ? undefined : write(rendering, next)
      // A failure is met when the slice is waited for, not before.
      ahead?.catch(() => undefined)
      const bytes = createReadStream(file, { highWaterMark: READ_BYTES })
      // Whoever reads the stream is told by it; one that is not read must not end the process.
      bytes.on('error', () => undefined)
      try {
        yield { section: slice.section, rowCount: slice.take, bytes }
      } finally {
        bytes.destroy()
        await rm(file, { force: true })
      }
    }
  } finally {
    const left = await ahead?.catch(() => undefined)
    if (left !== undefined) await rm(left, { force: true })
  }
}

async function slicesOf({ database, records, layout, signal }: Rendering): Promise<Slice[]> {
  const limits = { rowsPerSlice: ROWS_PER_SLICE, rowsPerSection: layout.maxRowsPerSection ?? Number.MAX_SAFE_INTEGER }
  return database.use(async (session) => {
    const span = await session.one(
      `SELECT epoch_ms(min(connection_start_time))::DOUBLE AS first, epoch_ms(max(connection_start_time))::DOUBLE AS last
       FROM ${records.sql}`,
      records.parameters,
    )
    const [first, last] = [span['first'] as number | null, span['last'] as number | null]
    if (first === null || last === null) return []
    const widthMs = Math.max(1000, Math.ceil((last - first) / BUCKETS))
    const rows = await session.all(
      `SELECT (epoch_ms(connection_start_time) // ${widthMs} * ${widthMs})::DOUBLE AS from_ms, count(*)::INTEGER AS row_count
       FROM ${records.sql} GROUP BY ALL ORDER BY from_ms DESC`,
      records.parameters,
    )
    const buckets = rows.map(
      (row): Bucket => ({ fromMs: row['from_ms'] as number, rowCount: row['row_count'] as number }),
    )
    return planSlices(buckets, widthMs, limits)
  }, signal)
}

const ROW_SQL = { csv: csvRow, 'sheet-xml': sheetRow } as const

/** Row 1 of a worksheet is its header. */
const FIRST_SHEET_ROW = 2

async function write(
  { database, temporaryDirectory, records, layout, signal }: Rendering,
  slice: Slice,
): Promise<string> {
  const file = join(temporaryDirectory, `${randomUUID()}.part`)
  const firstNumber = slice.rowsBefore + FIRST_SHEET_ROW
  const rows = `SELECT *, row_number() OVER (ORDER BY ${NEWEST_FIRST}) - 1 - ${slice.skip} + ${firstNumber} AS n
    FROM ${records.sql}
    WHERE connection_start_time >= make_timestamp_ms(${slice.fromMs}) AND connection_start_time < make_timestamp_ms(${slice.toMs})`
  const sql = `COPY (
      SELECT ${ROW_SQL[layout.syntax](layout)} FROM (${rows})
      WHERE n BETWEEN ${firstNumber} AND ${firstNumber + slice.take - 1} ORDER BY n
    ) TO ${quote(file)} (FORMAT csv, HEADER false, DELIMITER '\u{1}', QUOTE '', ESCAPE '')`
  try {
    await database.use((session) => session.run(sql, records.parameters), signal)
    return file
  } catch (error) {
    // What was begun would stay until the next start, and on a full disk it is part of what fills it.
    await rm(file, { force: true })
    throw error
  }
}

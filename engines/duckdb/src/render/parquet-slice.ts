import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { RenderedRows } from '@deskledger/domain'
import { NEWEST_FIRST } from '../query/where.js'
import { quote } from '../quote.js'
import type { RecordColumn } from '../record-columns.js'
import type { Slice } from './plan-slices.js'
import type { Rendering } from './rendering.js'
import { sliceRows } from './slice-rows.js'
import { columnsOf } from './text-values.js'

/** A slice as a file of its own; `discard` removes it. */
export interface ParquetFile {
  readonly rows: RenderedRows
  discard(): Promise<void>
}

/** Rows of a row group, the last one of a slice fewer. The engine's own number; readers want them to be large. */
export const ROWS_PER_GROUP = 122_880

/** A buffer of the file reader. */
const READ_BYTES = 1 << 20

/** Has the engine write the rows of a slice, in the order of the answer, as a Parquet file by itself. */
export async function renderParquet(
  { database, temporaryDirectory, records, layout, signal }: Rendering,
  slice: Slice,
): Promise<ParquetFile> {
  const path = join(temporaryDirectory, `${randomUUID()}.part`)
  const discard = (): Promise<void> => rm(path, { force: true })
  const columns = columnsOf(layout).map((column) => `${value(column)} AS "${column.wire}"`)
  const sql = `COPY (SELECT ${columns.join(', ')} FROM ${sliceRows(records, slice)} ORDER BY ${NEWEST_FIRST})
    TO ${quote(path)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${ROWS_PER_GROUP})`
  try {
    await database.use((session) => session.run(sql, records.parameters), signal)
    return { rows: { section: slice.section, rowCount: slice.take, bytes: bytesOf(path) }, discard }
  } catch (error) {
    // What was begun would stay until the next start, and on a full disk it is part of what fills it.
    await discard()
    throw error
  }
}

/** Milliseconds are what there is; finer types would be larger. */
function value({ kind, column }: RecordColumn): string {
  return kind === 'instant' ? `${column}::TIMESTAMP_MS` : column
}

/** Opened when it is first read, closed when it is left. */
async function* bytesOf(path: string): AsyncGenerator<Uint8Array> {
  yield* createReadStream(path, { highWaterMark: READ_BYTES })
}

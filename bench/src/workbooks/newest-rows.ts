import { EXPORT_COLUMNS } from '@deskledger/domain'
import { columnOf } from '../copied-files.js'
import { PROJECT_ID } from '../data-set.js'
import type { Ledger } from '../ledger.js'

/** Columns of an export in its order, as the database names them. */
export const COLUMNS: readonly string[] = EXPORT_COLUMNS.map(columnOf)

const ROWS_PER_READ = 10_000

/** The newest records in blocks, as objects by column: what a program has that writes workbooks by a library. */
export async function* newestRows(
  { database }: Ledger,
  maxRows: number,
): AsyncGenerator<readonly Readonly<Record<string, unknown>>[]> {
  for (let offset = 0; offset < maxRows; offset += ROWS_PER_READ) {
    const rows = await database.use((session) =>
      session.all(
        `SELECT ${COLUMNS.join(', ')} FROM connection_record WHERE project_id = '${PROJECT_ID}'
         ORDER BY connection_start_time DESC, transaction_id LIMIT ${Math.min(ROWS_PER_READ, maxRows - offset)} OFFSET ${offset}`,
      ),
    )
    yield rows
    if (rows.length < ROWS_PER_READ) return
  }
}

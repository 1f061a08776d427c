import { EXPORT_COLUMNS } from '@deskledger/domain'
import exceljs from 'exceljs'
import { columnOf } from './copied-files.js'
import { PROJECT_ID } from './data-set.js'
import type { Ledger } from './ledger.js'

const ROWS_PER_READ = 10_000

/** Writes the newest records by the streaming writer of exceljs, read in blocks. @returns how many */
export async function writeByExcelJs({ database }: Ledger, path: string, maxRows: number): Promise<number> {
  const workbook = new exceljs.stream.xlsx.WorkbookWriter({ filename: path, useStyles: true, useSharedStrings: false })
  const sheet = workbook.addWorksheet('Connection Records')
  const columns = EXPORT_COLUMNS.map(columnOf)
  sheet.columns = columns.map((key) => ({ header: key, key }))
  let written = 0
  while (written < maxRows) {
    const rows = await database.use((session) =>
      session.all(
        `SELECT ${columns.join(', ')} FROM connection_record WHERE project_id = '${PROJECT_ID}'
         ORDER BY connection_start_time DESC, transaction_id LIMIT ${ROWS_PER_READ} OFFSET ${written}`,
      ),
    )
    for (const row of rows) sheet.addRow(row).commit()
    written += rows.length
    if (rows.length < ROWS_PER_READ) break
  }
  await workbook.commit()
  return written
}

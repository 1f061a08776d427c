import exceljs from 'exceljs'
import type { Ledger } from '../ledger.js'
import { COLUMNS, newestRows } from './newest-rows.js'

/** Writes the newest records by the streaming writer of exceljs. @returns how many */
export async function writeByExcelJs(ledger: Ledger, path: string, maxRows: number): Promise<number> {
  const workbook = new exceljs.stream.xlsx.WorkbookWriter({ filename: path, useStyles: true, useSharedStrings: false })
  const sheet = workbook.addWorksheet('Connection Records')
  sheet.columns = COLUMNS.map((key) => ({ header: key, key }))
  let written = 0
  for await (const rows of newestRows(ledger, maxRows)) {
    for (const row of rows) sheet.addRow(row).commit()
    written += rows.length
  }
  await workbook.commit()
  return written
}

import { loadPeerPackage } from '../contenders/peer-packages.js'
import type { Ledger } from '../ledger.js'
import { COLUMNS, newestRows } from './newest-rows.js'

/** What is used of SheetJS. */
interface SheetJs {
  readonly utils: {
    aoa_to_sheet(rows: readonly (readonly unknown[])[], options: { dense: boolean }): unknown
    book_new(): unknown
    book_append_sheet(book: unknown, sheet: unknown, name: string): void
  }
  writeFile(book: unknown, path: string, options: { compression: boolean }): void
}

/** Writes the newest records by SheetJS, which streams no XLSX: it holds the whole table. @returns how many */
export async function writeBySheetJs(ledger: Ledger, path: string, maxRows: number): Promise<number> {
  const { utils, writeFile } = loadPeerPackage('xlsx') as SheetJs
  const table: (readonly unknown[])[] = [COLUMNS]
  for await (const rows of newestRows(ledger, maxRows)) {
    for (const row of rows) table.push(COLUMNS.map((column) => row[column] ?? null))
  }
  const book = utils.book_new()
  utils.book_append_sheet(book, utils.aoa_to_sheet(table, { dense: true }), 'Connection Records')
  writeFile(book, path, { compression: true })
  return table.length - 1
}

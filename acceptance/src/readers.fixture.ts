import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { parse } from 'csv-parse/sync'
import exceljs from 'exceljs'
import { temporaryDirectory } from './ledger.fixture.js'

/** A table as a reader sees it: the header, then the rows; instants as Date, unknown values as empty text. */
export type Cells = readonly (readonly (string | number | Date)[])[]

/** CSV by csv-parse; the byte order mark has to be there. */
export function readCsv(bytes: Uint8Array): string[][] {
  const text = Buffer.from(bytes)
  if (!text.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf]))) throw new Error('no byte order mark')
  return parse(text, { bom: true, record_delimiter: '\r\n' })
}

/** All worksheets of an XLSX by exceljs. */
export async function readXlsx(bytes: Uint8Array): Promise<{ name: string; sheet: exceljs.Worksheet; cells: Cells }[]> {
  const workbook = new exceljs.Workbook()
  await workbook.xlsx.load(Buffer.from(bytes) as unknown as ArrayBuffer)
  return workbook.worksheets.map((sheet) => {
    const width = sheet.getRow(1).cellCount
    const rows = Array.from({ length: sheet.rowCount }, (_, place) => sheet.getRow(place + 1))
    const cells = rows.map((row) =>
      Array.from({ length: width }, (_, place) => {
        const value = row.getCell(place + 1).value
        return value === null ? '' : (value as string | number | Date)
      }),
    )
    return { name: sheet.name, sheet, cells }
  })
}

/** The first worksheet as LibreOffice shows it: formatted text, every sheet being another file. */
export async function readInLibreOffice(file: string): Promise<string[][]> {
  await using directory = await temporaryDirectory()
  await promisify(execFile)('soffice', [
    '--headless',
    `-env:UserInstallation=file://${join(directory.path, 'profile')}`,
    '--convert-to',
    // Comma, quote, UTF-8, from line 1, no column formats, cells as shown.
    'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1',
    '--outdir',
    directory.path,
    file,
  ])
  const names = (await readdir(directory.path)).filter((name) => name.endsWith('.csv'))
  return parse(await readFile(join(directory.path, names[0] ?? '')), { bom: true, relax_column_count: true })
}

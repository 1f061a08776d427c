import { rm, stat } from 'node:fs/promises'
import { columnsOfFormat, type FieldName, RECORD_FIELDS } from '@deskledger/domain'
import { PROJECT_ID } from './data-set.js'
import type { FileKind } from './exports.js'
import type { Ledger } from './ledger.js'

const RECORDS = `(SELECT * FROM connection_record WHERE project_id = '${PROJECT_ID}')`
const ORDER = 'connection_start_time DESC, transaction_id'

/** Has DuckDB write a file by itself, with no care for what is in it. @returns its size in bytes */
export function copyRaw(ledger: Ledger, path: string, { format, compression }: FileKind): Promise<number> {
  const columns = columnsOfFormat(format).map(columnOf).join(', ')
  const options =
    format === 'parquet'
      ? 'FORMAT parquet, COMPRESSION zstd'
      : `FORMAT csv, HEADER, COMPRESSION ${compression ?? 'none'}`
  return copy(ledger, path, `SELECT ${columns} FROM ${RECORDS} ORDER BY ${ORDER}`, options)
}

/** Has DuckDB write the text of a CSV export by itself: guarded, quoted, times as they are told. @returns its size in bytes */
export function copySameText(ledger: Ledger, path: string): Promise<number> {
  const cells = columnsOfFormat('csv').map(cell).join(", ',', ")
  const rows = `SELECT concat(${cells}, '\r') FROM (SELECT * FROM ${RECORDS} ORDER BY ${ORDER})`
  return copy(ledger, path, rows, "FORMAT csv, HEADER false, DELIMITER '\u{1}', QUOTE '', ESCAPE ''")
}

async function copy({ database }: Ledger, path: string, select: string, options: string): Promise<number> {
  await database.use((session) => session.run(`COPY (${select}) TO '${path}' (${options})`))
  const { size } = await stat(path)
  await rm(path)
  return size
}

/** The ledger's columns are named as the API names them, in snake case throughout. */
export function columnOf(name: FieldName): string {
  const wire = RECORD_FIELDS.find((field) => field.name === name)?.wire ?? name
  return wire.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

function cell(name: FieldName): string {
  const column = columnOf(name)
  const kind = RECORD_FIELDS.find((field) => field.name === name)?.kind
  if (kind === 'instant') return `strftime(${column}, '%Y-%m-%d %H:%M:%S.%g')`
  if (kind === 'boolean') return `CASE ${column} WHEN true THEN 'Yes' WHEN false THEN 'No' END`
  if (kind === 'integer') return column
  const guarded = `CASE WHEN regexp_matches(${column}, '^[=+@\\t\\r＝＋－＠-]') THEN concat('''', ${column}) ELSE ${column} END`
  return `CASE WHEN regexp_matches(${column}, '[",\\r\\n]') THEN concat('"', replace(${guarded}, '"', '""'), '"') ELSE ${guarded} END`
}

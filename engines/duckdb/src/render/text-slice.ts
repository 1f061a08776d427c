import type { RenderedRows, RowLayout } from '@deskledger/domain'
import type { Session } from '../database.js'
import { OutOfEngineMemoryError } from '../database-errors.js'
import { NEWEST_FIRST } from '../query/where.js'
import { quote } from '../quote.js'
import { csvRow } from './csv-row.js'
import { jsonRow } from './json-row.js'
import { halvesOf, type Slice } from './plan-slices.js'
import type { Rendering } from './rendering.js'
import { sheetRow } from './sheet-row.js'
import { sliceRows } from './slice-rows.js'
import { ALTERATIONS, type TextRow } from './text-row.js'

/** Row 1 of a worksheet is its header. */
const FIRST_SHEET_ROW = 2

/** Bytes handed on at a time: whoever hashes them does not keep others waiting. */
const PIECE_BYTES = 1 << 20

/**
 * The rows of a slice as text, in the order of the answer. Usually in one; a slice whose text is too much for the engine's
 * memory comes in parts.
 */
export async function renderText(rendering: Rendering, slice: Slice): Promise<RenderedRows[]> {
  const { database, signal } = rendering
  try {
    return [await database.use((session) => renderWhole(session, rendering, slice), signal)]
  } catch (error) {
    const halves = error instanceof OutOfEngineMemoryError ? halvesOf(slice) : undefined
    if (halves === undefined) throw error
    const [newer, older] = halves
    const first = await renderText(rendering, newer)
    const rowsBefore = first.reduce((sum, { rowCount }) => sum + rowCount, slice.rowsBefore)
    return [...first, ...(await renderText(rendering, { ...older, rowsBefore }))]
  }
}

async function renderWhole(session: Session, { records, layout }: Rendering, slice: Slice): Promise<RenderedRows> {
  const row = textRow(layout)
  const rows = sliceRows(records, slice)
  const numbered = row.isNumbered
    ? `(SELECT *, n::VARCHAR AS number
        FROM (SELECT *, row_number() OVER (ORDER BY ${NEWEST_FIRST}) + ${slice.rowsBefore + FIRST_SHEET_ROW - 1} AS n FROM ${rows}))`
    : rows
  const { bytes, numbers } = await session.bytesAndNumbers(
    `SELECT encode(string_agg(row, '' ORDER BY ${row.isNumbered ? 'n' : NEWEST_FIRST})),
       count(*)::DOUBLE, epoch_ms(max(connection_start_time))::DOUBLE, epoch_ms(min(connection_start_time))::DOUBLE,
       ${ALTERATIONS.map((name) => altered(row.alterations[name])).join(', ')}
     FROM (${writtenRows(row, numbered)})`,
    records.parameters,
  )
  const [rowCount = 0, newestMs = 0, oldestMs = 0, cutCells = 0, replacedCharacters = 0, guardedCells = 0] = numbers
  return {
    section: slice.section,
    rowCount,
    bytes: inPieces(bytes),
    started: { newest: new Date(newestMs), oldest: new Date(oldestMs) },
    alterations: { cutCells, replacedCharacters, guardedCells },
  }
}

/** SQL for the rows with their text. What care takes is worked out for rows that need it only. */
function writtenRows({ texts, mark, needsCare, safe, row }: TextRow, rows: string): string {
  const all = mark === '' ? texts : texts.flatMap((column) => [column, quote(mark)])
  const place = (column: string): number => texts.indexOf(column) + 1
  return `SELECT *, CASE WHEN care THEN ${row((column) => `safe[${place(column)}]`, true)}
       ELSE ${row((column) => column, false)} END AS row
    FROM (SELECT *, list_transform(odd, lambda t: ${safe}) AS safe
      FROM (SELECT *, CASE WHEN care THEN [${texts.join(', ')}]::VARCHAR[] END AS odd
        FROM (SELECT *, coalesce(${needsCare}, false) AS care
          FROM (SELECT *, concat(${[quote(mark), ...all].join(', ')}) AS texts FROM ${rows}))))`
}

/** SQL for the number of alterations in all rows. */
function altered(count: string | undefined): string {
  return count === undefined
    ? '0::DOUBLE'
    : `coalesce(sum(list_sum(list_transform(odd, lambda t: ${count}))), 0)::DOUBLE`
}

function textRow(layout: RowLayout): TextRow {
  switch (layout.syntax) {
    case 'csv':
      return csvRow(layout)
    case 'sheet-xml':
      return sheetRow(layout)
    case 'ndjson':
      return jsonRow(layout)
    case 'parquet':
      throw new TypeError('Parquet is no text.')
  }
}

async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) yield bytes.subarray(at, at + PIECE_BYTES)
}

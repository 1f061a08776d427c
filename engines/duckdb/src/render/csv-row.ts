import type { RowLayout } from '@deskledger/domain'
import type { RecordColumn } from '../record-columns.js'
import { allText, booleanWord, columnsOf, localTime } from './text-values.js'

/** First characters that make a spreadsheet read text as a formula, with their full-width forms. */
const FORMULA_START = '[=+@\\t\\r＝＋－＠-]'

/** Tells where a field begins; in a field it is only looked at twice. */
const FIELD_MARK = '\u{1}'

/** SQL for one CSV row, without its line feed: `COPY` adds that. Most rows need neither guard nor quotes. */
export function csvRow(layout: RowLayout): string {
  const row = (text: (column: string) => string): string =>
    `concat(${columnsOf(layout)
      .map((column) => field(column, layout, text))
      .join(", ',', ")}, '\r')`
  return `CASE WHEN regexp_matches(${allText(layout, FIELD_MARK)}, '[",\\r\\n]|${FIELD_MARK}${FORMULA_START}')
    THEN ${row(guarded)} ELSE ${row((column) => column)} END`
}

function field(column: RecordColumn, layout: RowLayout, text: (column: string) => string): string {
  switch (column.kind) {
    case 'text':
      return text(column.column)
    case 'boolean':
      return booleanWord(column.column, layout)
    case 'integer':
      return column.column
    case 'instant':
      return `strftime(${localTime(column.column, layout)}, '%Y-%m-%d %H:%M:%S.%g')`
  }
}

/** Apostrophe before what looks like a formula; RFC 4180 quotes around what would break the row. */
function guarded(column: string): string {
  const safe = `CASE WHEN regexp_matches(${column}, '^${FORMULA_START}') THEN concat('''', ${column}) ELSE ${column} END`
  return `CASE WHEN regexp_matches(${column}, '[",\\r\\n]') THEN concat('"', replace(${safe}, '"', '""'), '"') ELSE ${safe} END`
}

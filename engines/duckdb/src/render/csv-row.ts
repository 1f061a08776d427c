import type { PeopleLayout } from '@deskledger/domain'
import type { RecordColumn } from '../record-columns.js'
import type { TextRow } from './text-row.js'
import { booleanWord, columnsOf, localTime, textColumns } from './text-values.js'

/** First characters that make a spreadsheet read text as a formula, with their full-width forms. */
const FORMULA_START = '[=+@\\t\\r＝＋－＠-]'

/** SQL for one CSV row. Most rows need neither guard nor quotes. */
export function csvRow(layout: PeopleLayout): TextRow {
  const texts = textColumns(layout)
  const marks = ['"', ',', '\r', '\n'].map((mark) => `contains(texts, '${mark}')`)
  return {
    texts,
    needsCare: [...marks, ...texts.map(mayBeFormula)].join(' OR '),
    mark: '',
    row: (text) =>
      `concat(${columnsOf(layout)
        .map((column) => field(column, layout, text))
        .join(", ',', ")}, '\r\n')`,
    safe: guarded('t'),
    alterations: { guardedCells: `regexp_matches(t, '^${FORMULA_START}')::INTEGER` },
    isNumbered: false,
  }
}

/**
 * Whether a text begins as a formula may, told by comparing its first bytes: a third of the time that a regular expression
 * takes. Blanks, some marks and whatever comes after `＋` are taken along.
 */
function mayBeFormula(column: string): string {
  return `${column} < '.' AND ${column} <> '' OR ${column} >= '=' AND ${column} < 'A' OR ${column} >= '＋'`
}

function field(column: RecordColumn, layout: PeopleLayout, text: (column: string) => string): string {
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

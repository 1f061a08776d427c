import type { MachineLayout } from '@deskledger/domain'
import { quote } from '../quote.js'
import { IDENTITY_COLUMNS, type RecordColumn } from '../record-columns.js'
import type { TextRow } from './text-row.js'
import { columnsOf, textColumns } from './text-values.js'

/** SQL for one line of NDJSON: an object of what is known, named as the API names it. */
export function jsonRow(layout: MachineLayout): TextRow {
  const columns = columnsOf(layout)
  const isFirstKnown = columns[0] !== undefined && IDENTITY_COLUMNS.includes(columns[0].column)
  return {
    texts: textColumns(layout),
    // Control characters, quotes and backslashes are what JSON wants escaped.
    needsCare: `regexp_matches(texts, '["\\\\\\x00-\\x1f]')`,
    mark: '',
    row: (text, isSafe) => {
      const literal = (column: string): string => (isSafe ? text(column) : `'"', ${text(column)}, '"'`)
      const members = columns.map((column, place) => member(column, isFirstKnown && place === 0 ? '' : ',', literal))
      // Where the first member may be absent, it is not known which comma is the one too many.
      return isFirstKnown
        ? `concat('{', ${members.join(', ')}, '}\n')`
        : `concat('{', substring(concat('', ${members.join(', ')}), 2), '}\n')`
    },
    safe: 'to_json(t)::VARCHAR',
    alterations: {},
    isNumbered: false,
  }
}

/** Nothing when the value is not known. */
function member({ wire, column, kind }: RecordColumn, comma: string, text: (column: string) => string): string {
  const value = {
    text: text(column),
    boolean: column,
    integer: column,
    instant: `strftime(${column}, '"%Y-%m-%dT%H:%M:%S.%gZ"')`,
  }[kind]
  return `CASE WHEN ${column} IS NOT NULL THEN concat(${quote(`${comma}"${wire}":`)}, ${value}) END`
}

import type { PeopleLayout, RowLayout } from '@deskledger/domain'
import { quote } from '../quote.js'
import { columnByName, type RecordColumn } from '../record-columns.js'

/** The columns of a layout, in its order. */
export function columnsOf(layout: RowLayout): RecordColumn[] {
  return layout.columns.map(columnByName)
}

/** SQL for an instant as local time of the layout's zone. */
export function localTime(column: string, { timeZone }: PeopleLayout): string {
  return timeZone === 'UTC' ? column : `timezone(${quote(timeZone)}, timezone('UTC', ${column}))`
}

/** SQL for the word that stands for a truth value. */
export function booleanWord(column: string, { booleanWords }: PeopleLayout): string {
  return `CASE ${column} WHEN true THEN ${quote(booleanWords.yes)} WHEN false THEN ${quote(booleanWords.no)} END`
}

/** The columns of a layout that hold text. */
export function textColumns(layout: RowLayout): string[] {
  return columnsOf(layout).flatMap(({ kind, column }) => (kind === 'text' ? [column] : []))
}

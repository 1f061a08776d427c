import type { RowLayout } from '@deskledger/domain'
import { quote } from '../quote.js'
import { columnByName, type RecordColumn } from '../record-columns.js'

/** The columns of a layout, in its order. */
export function columnsOf(layout: RowLayout): RecordColumn[] {
  return layout.columns.map(columnByName)
}

/** SQL for an instant as local time of the layout's zone. */
export function localTime(column: string, { timeZone }: RowLayout): string {
  return timeZone === 'UTC' ? column : `timezone(${quote(timeZone)}, timezone('UTC', ${column}))`
}

/** SQL for the word that stands for a truth value. */
export function booleanWord(column: string, { booleanWords }: RowLayout): string {
  return `CASE ${column} WHEN true THEN ${quote(booleanWords.yes)} WHEN false THEN ${quote(booleanWords.no)} END`
}

/** All text of a row as one, each behind `mark`: one look tells whether any of it needs care. */
export function allText(layout: RowLayout, mark: string): string {
  const texts = columnsOf(layout).filter(({ kind }) => kind === 'text')
  return `concat(${["''", ...texts.map(({ column }) => `${quote(mark)}, ${column}`)].join(', ')})`
}

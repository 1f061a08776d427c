import { CUT_MARK, type RowLayout } from '@deskledger/domain'
import { quote } from '../quote.js'
import type { RecordColumn } from '../record-columns.js'
import { allText, booleanWord, columnsOf, localTime } from './text-values.js'

/** Longest text of a cell, in UTF-16 units. */
const MAX_CELL_LENGTH = 32_767

/** Control characters but tab and line feed, and the two non-characters that XML 1.0 excludes. */
const NOT_XML = '[\\x00-\\x08\\x0b-\\x1f\\x{fffe}\\x{ffff}]'

/**
 * SQL for one worksheet row numbered `n`: cells with references, text as inline strings, instants as serial numbers. Most
 * rows hold nothing that XML or the cell length objects to and are written without a closer look at each cell.
 */
export function sheetRow(layout: RowLayout): string {
  const row = (text: (column: string) => string): string =>
    `concat('<row r="', n, '">', ${columnsOf(layout)
      .map((column, place) => cell(column, letters(place), layout, text))
      .join(', ')}, '</row>')`
  const texts = allText(layout, '')
  const needsCare = `regexp_matches(${texts}, '[&<>]|${NOT_XML}|_x') OR strlen(${texts}) > ${MAX_CELL_LENGTH}`
  return `CASE WHEN ${needsCare} THEN ${row(escaped)} ELSE ${row((column) => column)} END`
}

function cell(column: RecordColumn, letter: string, layout: RowLayout, text: (column: string) => string): string {
  const open = `'<c r="${letter}', n, '"`
  switch (column.kind) {
    case 'text':
      return inlineString(column.column, open, text(column.column))
    case 'boolean':
      return inlineString(column.column, open, booleanWord(column.column, layout))
    case 'integer':
      return `CASE WHEN ${column.column} IS NOT NULL THEN concat(${open}><v>', ${column.column}, '</v></c>') END`
    case 'instant':
      return `CASE WHEN ${column.column} IS NOT NULL THEN concat(${open} s="1"><v>', ${serial(column, layout)}, '</v></c>') END`
  }
}

function inlineString(column: string, open: string, text: string): string {
  return `CASE WHEN ${column} IS NOT NULL THEN concat(${open} t="inlineStr"><is><t xml:space="preserve">', ${text}, '</t></is></c>') END`
}

/** Days since 1899-12-30, as spreadsheets count; the fraction is exact to the millisecond. */
function serial({ column }: RecordColumn, layout: RowLayout): string {
  return `epoch_ms(${localTime(column, layout)}) / 86400000.0::DOUBLE + 25569`
}

/**
 * Text for `<t>`: markup as entities, what XML cannot hold as `_xHHHH_` (ECMA-376, ST_Xstring). Text that reads like
 * such an escape already gets its underscore escaped.
 */
function escaped(column: string): string {
  const entities = [
    ['&', '&amp;'],
    ['<', '&lt;'],
    ['>', '&gt;'],
    ['_x', '_x005F_x'],
  ].reduce((sql, [from = '', to = '']) => `replace(${sql}, ${quote(from)}, ${quote(to)})`, cut(column))
  const controls = `array_to_string(list_transform(regexp_extract_all(${entities}, '(?s).'),
    lambda c: CASE WHEN regexp_full_match(c, '${NOT_XML}') THEN printf('_x%04X_', unicode(c)) ELSE c END), '')`
  return `CASE WHEN regexp_matches(${column}, '${NOT_XML}') THEN ${controls} ELSE ${entities} END`
}

/** Over-long text, cut where it still fits in UTF-16 units and visibly marked. */
function cut(column: string): string {
  const units = (text: string): string =>
    `length(${text}) + length(regexp_replace(${text}, '[^\\x{10000}-\\x{10FFFF}]', '', 'g'))`
  const room = MAX_CELL_LENGTH - CUT_MARK.length
  // Taking half as many characters always fits; the longest fitting text is only found where no character is two units.
  const shortened = `CASE WHEN ${units(`left(${column}, ${room})`)} <= ${room} THEN left(${column}, ${room}) ELSE left(${column}, ${Math.floor(room / 2)}) END`
  return `CASE WHEN strlen(${column}) > ${MAX_CELL_LENGTH} AND ${units(column)} > ${MAX_CELL_LENGTH}
    THEN concat(${shortened}, ${quote(CUT_MARK)}) ELSE ${column} END`
}

/** Column letters of a place from 0: A … Z, AA … */
function letters(place: number): string {
  const last = String.fromCharCode(65 + (place % 26))
  return place < 26 ? last : letters(Math.floor(place / 26) - 1) + last
}

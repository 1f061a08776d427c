import { CUT_MARK, type PeopleLayout } from '@deskledger/domain'
import { quote } from '../quote.js'
import type { RecordColumn } from '../record-columns.js'
import type { TextRow } from './text-row.js'
import { booleanWord, columnsOf, localTime, textColumns } from './text-values.js'

/** Longest text of a cell, in UTF-16 units. */
const MAX_CELL_LENGTH = 32_767

/** Control characters but tab and line feed, and the two non-characters that XML 1.0 excludes. */
const NOT_XML = '[\\x00-\\x08\\x0b-\\x1f\\x{fffe}\\x{ffff}]'

/** Stands before and after each text where all text of a row is one. Text that holds it may be treated with care in vain. */
const MARK = '\u007f'

/** Tabs, line feeds and blanks at an end are lost unless they are declared to be kept. */
const BLANKS = `[\\t\\n]|${MARK} | ${MARK}`

/**
 * SQL for one worksheet row: cells with references, text as strings, instants as serial numbers. A plain text
 * is the result of a formula that is not there (`t="str"`): less XML than an inline string, and read alike.
 */
export function sheetRow(layout: PeopleLayout): TextRow {
  return {
    texts: textColumns(layout),
    needsCare: `regexp_matches(texts, '[&<>]|${NOT_XML}|_x|${BLANKS}') OR strlen(texts) > ${MAX_CELL_LENGTH}`,
    mark: MARK,
    row: (text, isSafe) =>
      `concat('<row r="', number, '">', ${columnsOf(layout)
        .map((column, place) => cell(column, letters(place), layout, text, isSafe))
        .join(', ')}, '</row>')`,
    safe: escaped('t'),
    alterations: {
      cutCells: `(${isTooLong('t')})::INTEGER`,
      replacedCharacters: `length(t) - length(regexp_replace(t, '${NOT_XML}', '', 'g'))`,
    },
    isNumbered: true,
  }
}

function cell(
  column: RecordColumn,
  letter: string,
  layout: PeopleLayout,
  text: (column: string) => string,
  isSafe: boolean,
): string {
  const open = `'<c r="${letter}', number, '"`
  const known = (content: string): string => `CASE WHEN ${column.column} IS NOT NULL THEN concat(${content}) END`
  switch (column.kind) {
    case 'text':
      return known(isSafe ? inlineText(text(column.column), open) : plainText(text(column.column), open))
    case 'boolean':
      return known(plainText(booleanWord(column.column, layout), open))
    case 'integer':
      return known(`${open}><v>', ${column.column}, '</v></c>'`)
    case 'instant':
      return known(`${open} s="1"><v>', ${serial(column, layout)}, '</v></c>'`)
  }
}

function plainText(text: string, open: string): string {
  return `${open} t="str"><v>', ${text}, '</v></c>'`
}

function inlineText(text: string, open: string): string {
  return `${open} t="inlineStr"><is><t xml:space="preserve">', ${text}, '</t></is></c>'`
}

/** Days since 1899-12-30, as spreadsheets count; the fraction is exact to the millisecond. */
function serial({ column }: RecordColumn, layout: PeopleLayout): string {
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

/** UTF-16 units of a text. */
function units(text: string): string {
  return `length(${text}) + length(regexp_replace(${text}, '[^\\x{10000}-\\x{10FFFF}]', '', 'g'))`
}

function isTooLong(column: string): string {
  return `strlen(${column}) > ${MAX_CELL_LENGTH} AND ${units(column)} > ${MAX_CELL_LENGTH}`
}

/** Over-long text, cut where it still fits in UTF-16 units and visibly marked. */
function cut(column: string): string {
  const room = MAX_CELL_LENGTH - CUT_MARK.length
  // Taking half as many characters always fits; the longest fitting text is only found where no character is two units.
  const shortened = `CASE WHEN ${units(`left(${column}, ${room})`)} <= ${room} THEN left(${column}, ${room}) ELSE left(${column}, ${Math.floor(room / 2)}) END`
  return `CASE WHEN ${isTooLong(column)} THEN concat(${shortened}, ${quote(CUT_MARK)}) ELSE ${column} END`
}

/** Column letters of a place from 0: A … Z, AA … */
function letters(place: number): string {
  const last = String.fromCharCode(65 + (place % 26))
  return place < 26 ? last : letters(Math.floor(place / 26) - 1) + last
}

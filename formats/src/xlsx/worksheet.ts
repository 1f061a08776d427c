import type { RenderedRows } from '@deskledger/domain'
import type { HeaderCell } from '../header.js'
import { columnLetters } from './cell-reference.js'
import { CELL_STYLES } from './styles.js'
import { escapeXml, NAMESPACES, XML_DECLARATION } from './xml.js'

/** A worksheet as the rest of the workbook needs to know it; `lastRow` grows while its content is read. */
export interface SheetFacts {
  /** From 1. */
  readonly number: number
  readonly lastColumn: string
  /** Counted from 1, the header included. */
  lastRow: number
  /** When the newest and the oldest of its connections started. */
  newest?: Date
  oldest?: Date
}

/** Of the header row, in points: room for two lines in either font. */
export const HEADER_HEIGHT = 36

/** A worksheet's XML: the header row, the rows as they were rendered, and a filter over all of them. */
export async function* worksheetXml(
  header: readonly HeaderCell[],
  rows: AsyncIterable<RenderedRows>,
  sheet: SheetFacts,
): AsyncGenerator<Uint8Array> {
  yield Buffer.from(beforeRows(header))
  for await (const { rowCount, bytes, started } of rows) {
    sheet.lastRow += rowCount
    if (started !== undefined) {
      sheet.newest ??= started.newest
      sheet.oldest = started.oldest
    }
    yield* bytes
  }
  yield Buffer.from(afterRows(sheet))
}

function beforeRows(header: readonly HeaderCell[]): string {
  return [
    XML_DECLARATION,
    `<worksheet xmlns="${NAMESPACES.spreadsheet}">`,
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
    // None is selected: whether another sheet will stand before it is not known yet, and with two, what is typed goes to both.
    '<sheetViews><sheetView workbookViewId="0">',
    // The header stays, and so does the first column: a row is about it.
    '<pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/>',
    '<selection pane="topRight"/><selection pane="bottomLeft"/>',
    '<selection pane="bottomRight" activeCell="B2" sqref="B2"/></sheetView></sheetViews>',
    '<sheetFormatPr defaultRowHeight="15"/>',
    `<cols>${header.map(({ width }, index) => col(index + 1, width)).join('')}</cols>`,
    `<sheetData><row r="1" ht="${HEADER_HEIGHT}" customHeight="1">`,
    `${header.map(({ title }, index) => headerCell(index, title)).join('')}</row>`,
  ].join('')
}

function col(number: number, width: number): string {
  return `<col min="${number}" max="${number}" width="${width}" customWidth="1"/>`
}

function headerCell(index: number, title: string): string {
  const text = escapeXml(title)
  return `<c r="${columnLetters(index)}1" s="${CELL_STYLES.header}" t="inlineStr"><is><t>${text}</t></is></c>`
}

function afterRows({ lastColumn, lastRow }: SheetFacts): string {
  return [
    '</sheetData>',
    `<autoFilter ref="A1:${lastColumn}${lastRow}"/>`,
    '<pageMargins left="0.5" right="0.5" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>',
    // Printed on A4: 21 columns are legible on three pages side by side.
    '<pageSetup paperSize="9" orientation="landscape" fitToWidth="3" fitToHeight="0"/>',
    '</worksheet>',
  ].join('')
}

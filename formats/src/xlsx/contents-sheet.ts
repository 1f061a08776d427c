import type { ExportRequest, Language } from '@deskledger/domain'
import { serialOf } from './local-time.js'
import { CELL_STYLES } from './styles.js'
import { sheetName } from './workbook.js'
import { HEADER_HEIGHT, type SheetFacts } from './worksheet.js'
import { escapeXml, NAMESPACES, XML_DECLARATION } from './xml.js'

const TITLES: Readonly<Record<Language, readonly [sheet: string, rows: string, first: string, last: string]>> = {
  en_US: ['Sheet', 'Rows', 'First Connection Started', 'Last Connection Started'],
  zh_CN: ['工作表', '行数', '最早开始连接时间', '最晚开始连接时间'],
}

const WIDTHS = [32, 14, 28, 28] as const

/**
 * The sheet that stands before several others: their names as links, their rows, and from when to when their connections
 * started.
 */
export function contentsSheetXml(
  { language, timeZone }: Pick<ExportRequest, 'language' | 'timeZone'>,
  sheets: readonly SheetFacts[],
): string {
  const [sheet, rows, first, last] = TITLES[language]
  const titles = [sheet, rows, `${first} (${timeZone})`, `${last} (${timeZone})`]
  return [
    XML_DECLARATION,
    `<worksheet xmlns="${NAMESPACES.spreadsheet}">`,
    '<sheetViews><sheetView tabSelected="1" workbookViewId="0">',
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>',
    '<selection pane="bottomLeft" activeCell="A2" sqref="A2"/></sheetView></sheetViews>',
    '<sheetFormatPr defaultRowHeight="15"/><cols>',
    ...WIDTHS.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`),
    `</cols><sheetData><row r="1" ht="${HEADER_HEIGHT}" customHeight="1">`,
    ...titles.map((title, at) => text(`${'ABCD'[at]}1`, title, CELL_STYLES.header)),
    '</row>',
    ...sheets.map((facts, at) => row(at + 2, sheetName(language, facts), facts, timeZone)),
    '</sheetData><hyperlinks>',
    ...sheets.map((facts, at) => link(at + 2, sheetName(language, facts))),
    '</hyperlinks>',
    '<pageMargins left="0.5" right="0.5" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>',
    '</worksheet>',
  ].join('')
}

function row(number: number, name: string, { lastRow, newest, oldest }: SheetFacts, timeZone: string): string {
  return [
    `<row r="${number}">`,
    text(`A${number}`, name, CELL_STYLES.link),
    `<c r="B${number}"><v>${lastRow - 1}</v></c>`,
    time(`C${number}`, oldest, timeZone),
    time(`D${number}`, newest, timeZone),
    '</row>',
  ].join('')
}

function text(reference: string, content: string, style: number): string {
  return `<c r="${reference}" s="${style}" t="inlineStr"><is><t>${escapeXml(content)}</t></is></c>`
}

function time(reference: string, instant: Date | undefined, timeZone: string): string {
  if (instant === undefined) return ''
  return `<c r="${reference}" s="${CELL_STYLES.date}"><v>${serialOf(instant, timeZone)}</v></c>`
}

function link(number: number, name: string): string {
  return `<hyperlink ref="A${number}" location="${escapeXml(`'${name}'!A1`)}" display="${escapeXml(name)}"/>`
}

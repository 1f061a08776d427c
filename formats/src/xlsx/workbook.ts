import type { Language } from '@deskledger/domain'
import type { SheetFacts } from './worksheet.js'
import { escapeXml, NAMESPACES, XML_DECLARATION } from './xml.js'

/** What the file is about: its title, and the name of its first sheet. */
export const TITLES: Readonly<Record<Language, string>> = { en_US: 'Connection Records', zh_CN: '连接记录' }

/** xl/workbook.xml: the sheets, their filters as the hidden names that Excel keeps, and the header on each printed page. */
export function workbookXml(language: Language, sheets: readonly SheetFacts[]): string {
  return [
    XML_DECLARATION,
    `<workbook xmlns="${NAMESPACES.spreadsheet}" xmlns:r="${NAMESPACES.relationships}">`,
    '<bookViews><workbookView activeTab="0"/></bookViews>',
    `<sheets>${sheets.map((sheet) => sheetElement(sheetName(language, sheet), sheet)).join('')}</sheets>`,
    `<definedNames>${definedNames(language, sheets)}</definedNames>`,
    '</workbook>',
  ].join('')
}

function sheetName(language: Language, { number }: SheetFacts): string {
  return number === 1 ? TITLES[language] : `${TITLES[language]} ${number}`
}

function sheetElement(name: string, { number }: SheetFacts): string {
  return `<sheet name="${escapeXml(name)}" sheetId="${number}" r:id="${sheetRelationshipId(number)}"/>`
}

/** Sorted by name, then by sheet, as Excel writes them. */
function definedNames(language: Language, sheets: readonly SheetFacts[]): string {
  return [filterName, printTitles]
    .flatMap((element) => sheets.map((sheet) => element(sheetName(language, sheet), sheet)))
    .join('')
}

function filterName(name: string, { number, lastColumn, lastRow }: SheetFacts): string {
  const range = escapeXml(`'${name}'!$A$1:$${lastColumn}$${lastRow}`)
  return `<definedName name="_xlnm._FilterDatabase" localSheetId="${number - 1}" hidden="1">${range}</definedName>`
}

function printTitles(name: string, { number }: SheetFacts): string {
  const range = escapeXml(`'${name}'!$A:$A,'${name}'!$1:$1`)
  return `<definedName name="_xlnm.Print_Titles" localSheetId="${number - 1}">${range}</definedName>`
}

/** Ties a sheet's entry in the workbook to its part. */
export function sheetRelationshipId(number: number): string {
  return `rId${number}`
}

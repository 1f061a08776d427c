import type { Language } from '@deskledger/domain'
import type { SheetFacts } from './worksheet.js'
import { escapeXml, NAMESPACES, XML_DECLARATION } from './xml.js'

/** What the file is about: its title, and the name of its first sheet. */
export const TITLES: Readonly<Record<Language, string>> = { en_US: 'Connection Records', zh_CN: '连接记录' }

/** Name of the sheet that lists the others. */
const CONTENTS_NAMES: Readonly<Record<Language, string>> = { en_US: 'Contents', zh_CN: '目录' }

/**
 * xl/workbook.xml: the sheets, their filters as the hidden names that Excel keeps, and the header on each printed page.
 * @param contentsNumber of the sheet that lists the others and stands before them, if there is one
 */
export function workbookXml(
  language: Language,
  sheets: readonly SheetFacts[],
  contentsNumber: number | undefined,
): string {
  const elements = sheets.map(({ number }) => sheetElement(sheetName(language, { number }), number))
  if (contentsNumber !== undefined) elements.unshift(sheetElement(CONTENTS_NAMES[language], contentsNumber))
  const sheetsBefore = contentsNumber === undefined ? 0 : 1
  return [
    XML_DECLARATION,
    `<workbook xmlns="${NAMESPACES.spreadsheet}" xmlns:r="${NAMESPACES.relationships}">`,
    '<bookViews><workbookView activeTab="0"/></bookViews>',
    `<sheets>${elements.join('')}</sheets>`,
    `<definedNames>${definedNames(language, sheets, sheetsBefore)}</definedNames>`,
    '</workbook>',
  ].join('')
}

/** Name of a sheet of records. */
export function sheetName(language: Language, { number }: Pick<SheetFacts, 'number'>): string {
  return number === 1 ? TITLES[language] : `${TITLES[language]} ${number}`
}

function sheetElement(name: string, number: number): string {
  return `<sheet name="${escapeXml(name)}" sheetId="${number}" r:id="${sheetRelationshipId(number)}"/>`
}

/** Sorted by name, then by sheet, as Excel writes them. */
function definedNames(language: Language, sheets: readonly SheetFacts[], sheetsBefore: number): string {
  return [filterName, printTitles]
    .flatMap((element) =>
      sheets.map((sheet) => element(sheetName(language, sheet), sheet, sheet.number - 1 + sheetsBefore)),
    )
    .join('')
}

function filterName(name: string, { lastColumn, lastRow }: SheetFacts, place: number): string {
  const range = escapeXml(`'${name}'!$A$1:$${lastColumn}$${lastRow}`)
  return `<definedName name="_xlnm._FilterDatabase" localSheetId="${place}" hidden="1">${range}</definedName>`
}

function printTitles(name: string, _sheet: SheetFacts, place: number): string {
  const range = escapeXml(`'${name}'!$A:$A,'${name}'!$1:$1`)
  return `<definedName name="_xlnm.Print_Titles" localSheetId="${place}">${range}</definedName>`
}

/** Ties a sheet's entry in the workbook to its part. */
export function sheetRelationshipId(number: number): string {
  return `rId${number}`
}

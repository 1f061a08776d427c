import { type ExportRequest, type FileFormat, MAX_ROWS_PER_SHEET, type RenderedRows } from '@deskledger/domain'
import { BOOLEAN_WORDS } from '../boolean-words.js'
import { headerOf } from '../header.js'
import { columnLetters } from './cell-reference.js'
import { contentsSheetXml } from './contents-sheet.js'
import {
  contentTypesXml,
  corePropertiesXml,
  extendedPropertiesXml,
  PART_NAMES,
  packageRelationshipsXml,
  workbookRelationshipsXml,
} from './package-parts.js'
import { sectionsOf } from './sections.js'
import { stylesXml } from './styles.js'
import { TITLES, workbookXml } from './workbook.js'
import { type SheetFacts, worksheetXml } from './worksheet.js'
import { type ZipPart, zipArchive } from './zip-writer.js'

/** Office Open XML workbook (ECMA-376), written while its rows arrive; a further sheet for each further section, and then one before all that lists them. */
export const xlsxFormat: FileFormat = {
  layout: ({ columns, timeZone, language }) => ({
    syntax: 'sheet-xml',
    columns,
    timeZone,
    booleanWords: BOOLEAN_WORDS[language],
    maxRowsPerSection: MAX_ROWS_PER_SHEET,
  }),
  encode: (rows, request) => zipArchive(partsOf(rows, request)),
}

/**
 * What depends on the number of sheets comes last. The package's relationships come first: programs that tell file
 * types by their first bytes know a workbook by them.
 */
async function* partsOf(rows: AsyncIterable<RenderedRows>, request: ExportRequest): AsyncGenerator<ZipPart> {
  const { language } = request
  const header = headerOf(request)
  const lastColumn = columnLetters(header.length - 1)
  yield part(PART_NAMES.packageRelationships, packageRelationshipsXml())
  yield part(PART_NAMES.coreProperties, corePropertiesXml(TITLES[language]))
  yield part(PART_NAMES.extendedProperties, extendedPropertiesXml())
  yield part(PART_NAMES.styles, stylesXml(language))
  const sheets: SheetFacts[] = []
  for await (const section of sectionsOf(rows)) {
    const sheet: SheetFacts = { number: sheets.length + 1, lastColumn, lastRow: 1 }
    sheets.push(sheet)
    yield { name: PART_NAMES.sheet(sheet.number), content: worksheetXml(header, section, sheet) }
  }
  const contentsNumber = sheets.length > 1 ? sheets.length + 1 : undefined
  const sheetNumbers = sheets.map(({ number }) => number)
  if (contentsNumber !== undefined) {
    sheetNumbers.push(contentsNumber)
    yield part(PART_NAMES.sheet(contentsNumber), contentsSheetXml(request, sheets))
  }
  yield part(PART_NAMES.workbook, workbookXml(language, sheets, contentsNumber))
  yield part(PART_NAMES.workbookRelationships, workbookRelationshipsXml(sheetNumbers))
  yield part(PART_NAMES.contentTypes, contentTypesXml(sheetNumbers))
}

function part(name: string, xml: string): ZipPart {
  return { name, content: oneOf(Buffer.from(xml)) }
}

async function* oneOf(piece: Uint8Array): AsyncGenerator<Uint8Array> {
  yield piece
}

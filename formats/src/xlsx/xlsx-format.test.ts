import type { ConnectionRecord, ExportRequest } from '@deskledger/domain'
import exceljs, { type Worksheet } from 'exceljs'
import { SaxesParser } from 'saxes'
import { describe, expect, it } from 'vitest'
import { collect } from '../fixtures/collect.fixture.js'
import { readZip } from '../fixtures/read-zip.fixture.js'
import { aRecord, aRequest, sheetRows } from '../fixtures/sample-rows.fixture.js'
import { xlsxFormat } from './xlsx-format.js'

const GREETINGS = 'a & b < c > "d" \' ]]> 😀 عربي \u200f=1+1\nnext'

function encode(
  sections: readonly (readonly ConnectionRecord[])[],
  request: ExportRequest = aRequest(),
  pieceBytes?: number,
): Promise<Buffer> {
  return collect(xlsxFormat.encode(sheetRows(sections, xlsxFormat.layout(request), pieceBytes), request))
}

async function sheetsOf(bytes: Buffer): Promise<Worksheet[]> {
  const workbook = new exceljs.Workbook()
  await workbook.xlsx.load(Uint8Array.from(bytes).buffer)
  return workbook.worksheets
}

async function onlySheetOf(bytes: Buffer): Promise<Worksheet> {
  const [sheet, ...others] = await sheetsOf(bytes)
  expect(others).toEqual([])
  if (sheet === undefined) throw new Error('no sheet')
  return sheet
}

describe('xlsx, read by exceljs', () => {
  it('has text as text, numbers as numbers, instants as dates with milliseconds, words for booleans', async () => {
    const sheet = await onlySheetOf(await encode([[aRecord({ computerName: GREETINGS, userName: '  00123' })]]))
    expect(sheet.getCell('A2').value).toBe(GREETINGS)
    expect(sheet.getCell('B2').value).toBe('  00123')
    expect(sheet.getCell('G2').value).toEqual(new Date('2026-03-01T08:00:00.123Z'))
    expect(sheet.getCell('G2').numFmt).toBe('yyyy-mm-dd hh:mm:ss.000')
    expect(sheet.getCell('H2').value).toEqual(new Date('2026-03-01T17:30:00.789Z'))
    expect(sheet.getCell('I2').value).toBe(34)
    expect(sheet.getCell('J2').value).toBe(null)
    expect(sheet.getCell('P2').value).toBe('Yes')
    expect(sheet.getCell('U2').value).toBe('f1c0a3d2-0001')
    expect(sheet.rowCount).toBe(2)
  })

  it('has a bold, filled, frozen header with a filter over all rows', async () => {
    const sheet = await onlySheetOf(await encode([[aRecord(), aRecord(), aRecord()]]))
    expect(sheet.name).toBe('Connection Records')
    expect(sheet.getCell('A1').value).toBe('Desktop Name')
    expect(sheet.getCell('G1').value).toBe('Connection Started (UTC)')
    expect(sheet.getCell('A1').font.bold).toBe(true)
    expect(sheet.getCell('A1').fill).toMatchObject({ type: 'pattern', pattern: 'solid' })
    expect(sheet.getCell('A1').border.bottom?.style).toBe('thin')
    expect(sheet.getCell('A1').alignment).toMatchObject({ wrapText: true, vertical: 'middle' })
    expect(sheet.getCell('A2').alignment?.wrapText).toBeFalsy()
    expect(sheet.getRow(1).height).toBe(36)
    expect(sheet.getCell('A2').font?.bold).toBeFalsy()
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', xSplit: 1, ySplit: 1, topLeftCell: 'B2' })
    expect(sheet.autoFilter).toBe('A1:U4')
  })

  it('is printed as wide as a page, with the header on each', async () => {
    const sheet = await onlySheetOf(await encode([[aRecord()]]))
    expect(sheet.pageSetup).toMatchObject({
      orientation: 'landscape',
      paperSize: 9,
      fitToPage: true,
      fitToWidth: 3,
      fitToHeight: 0,
      printTitlesRow: '1:1',
    })
  })

  it('has columns wide enough for titles and values', async () => {
    const sheet = await onlySheetOf(await encode([[aRecord()]]))
    expect(sheet.getColumn('G').width).toBe(24)
    expect(sheet.getColumn('J').width).toBe(50)
  })

  it('is Chinese when asked, with the zone of the request', async () => {
    const request = aRequest({ language: 'zh_CN', timeZone: 'Asia/Shanghai' })
    const sheet = await onlySheetOf(await encode([[aRecord({ isReconnect: false })]], request))
    expect(sheet.name).toBe('连接记录')
    expect(sheet.getCell('B1').value).toBe('连接用户')
    expect(sheet.getCell('G1').value).toBe('开始连接时间(Asia/Shanghai)')
    expect(sheet.getCell('B2').value).toBe('张三')
    expect(sheet.getCell('P2').value).toBe('否')
  })

  it('has the requested columns only', async () => {
    const request = aRequest({ columns: ['transactionId', 'startedAt'] })
    const sheet = await onlySheetOf(await encode([[aRecord()]], request))
    expect(sheet.getRow(1).values).toEqual([undefined, 'Transaction ID', 'Connection Started (UTC)'])
    expect(sheet.autoFilter).toBe('A1:B2')
  })

  it('has a further sheet for each further section, with its own header and filter', async () => {
    const [contents, ...sheets] = await sheetsOf(
      await encode([[aRecord(), aRecord()], [aRecord({ computerName: 'last' })]]),
    )
    expect(contents?.name).toBe('Contents')
    expect(sheets.map(({ name }) => name)).toEqual(['Connection Records', 'Connection Records 2'])
    expect(sheets.map((sheet) => sheet.autoFilter)).toEqual(['A1:U3', 'A1:U2'])
    expect(sheets.map((sheet) => sheet.getCell('A1').value)).toEqual(['Desktop Name', 'Desktop Name'])
    expect(sheets[1]?.getCell('A2').value).toBe('last')
    expect(sheets.map((sheet) => sheet.views[0]?.state)).toEqual(['frozen', 'frozen'])
  })

  it.each([
    ['en_US', 'Contents', 'Sheet', 'Connection Records 2', 'UTC', '2026-03-01T08:00:00.123Z'],
    ['zh_CN', '目录', '工作表', '连接记录 2', 'Asia/Shanghai', '2026-03-01T16:00:00.123Z'],
  ] as const)(
    'with several sheets begins with their list, in %s',
    async (language, name, title, second, timeZone, local) => {
      const sections = [[aRecord(), aRecord({ startedAt: new Date('2026-02-28T08:00:00.123Z') })], [aRecord()]]
      const bytes = await encode(sections, aRequest({ language, timeZone }))
      const [contents] = await sheetsOf(bytes)
      expect(contents?.name).toBe(name)
      expect(contents?.getCell('A1').value).toBe(title)
      expect(contents?.getCell('D1').value).toContain(`(${timeZone})`)
      expect(contents?.getColumn('B').values.slice(2)).toEqual([2, 1])
      expect(contents?.getCell('A3').value).toBe(second)
      expect(contents?.getCell('D3').value).toEqual(new Date(local))
      expect(contents?.getCell('C3').value).toEqual(new Date(local))
      expect(Number(contents?.getCell('D2').value) - Number(contents?.getCell('C2').value)).toBe(86_400_000)
      expect(contents?.rowCount).toBe(3)
      // exceljs does not read links within the file.
      expect(partOf(bytes, 'xl/worksheets/sheet3.xml')).toContain(`<hyperlink ref="A3" location="'${second}'!A1"`)
    },
  )

  it('without rows has one sheet with the header only', async () => {
    const sheet = await onlySheetOf(await encode([]))
    expect(sheet.rowCount).toBe(1)
    expect(sheet.autoFilter).toBe('A1:U1')
  })

  it('keeps every row of a sheet that is compressed in several blocks', async () => {
    const records = Array.from({ length: 2000 }, (_, index) => aRecord({ transactionId: `t-${index}` }))
    const sheet = await onlySheetOf(await encode([records]))
    expect(sheet.getColumn('U').values.slice(2)).toEqual(records.map(({ transactionId }) => transactionId))
  })
})

describe('xlsx, as a package', () => {
  it.each(['en_US', 'zh_CN'] as const)('has only parts that are well-formed XML, in %s', async (language) => {
    const bytes = await encode([[aRecord({ computerName: GREETINGS })], [aRecord()]], aRequest({ language }))
    const parts = readZip(bytes)
    for (const { name, content } of parts) {
      const parser = new SaxesParser({ xmlns: true, fileName: name })
      parser.write(new TextDecoder('utf-8', { fatal: true }).decode(content)).close()
    }
    expect(parts.map(({ name }) => name)).toEqual([
      '_rels/.rels',
      'docProps/core.xml',
      'docProps/app.xml',
      'xl/styles.xml',
      'xl/worksheets/sheet1.xml',
      'xl/worksheets/sheet2.xml',
      'xl/worksheets/sheet3.xml',
      'xl/workbook.xml',
      'xl/_rels/workbook.xml.rels',
      '[Content_Types].xml',
    ])
  })

  it('has the elements of a worksheet in the order of ECMA-376', async () => {
    const sheet = partOf(await encode([[aRecord()]]), 'xl/worksheets/sheet1.xml')
    expect(childrenOfRoot(sheet)).toEqual([
      'sheetPr',
      'sheetViews',
      'sheetFormatPr',
      'cols',
      'sheetData',
      'autoFilter',
      'pageMargins',
      'pageSetup',
    ])
  })

  it('names the filter and the printed titles of each sheet as Excel does', async () => {
    const workbook = partOf(await encode([[aRecord()], [aRecord()]]), 'xl/workbook.xml')
    expect(workbook.match(/<definedName .*?<\/definedName>/g)).toEqual([
      `<definedName name="_xlnm._FilterDatabase" localSheetId="1" hidden="1">'Connection Records'!$A$1:$U$2</definedName>`,
      `<definedName name="_xlnm._FilterDatabase" localSheetId="2" hidden="1">'Connection Records 2'!$A$1:$U$2</definedName>`,
      `<definedName name="_xlnm.Print_Titles" localSheetId="1">'Connection Records'!$A:$A,'Connection Records'!$1:$1</definedName>`,
      `<definedName name="_xlnm.Print_Titles" localSheetId="2">'Connection Records 2'!$A:$A,'Connection Records 2'!$1:$1</definedName>`,
    ])
  })

  it('names every part in the content types, and relates every sheet', async () => {
    const bytes = await encode([[aRecord()], [aRecord()]])
    const types = partOf(bytes, '[Content_Types].xml')
    for (const { name } of readZip(bytes)) {
      if (name.endsWith('.xml') && name !== '[Content_Types].xml') expect(types).toContain(`PartName="/${name}"`)
    }
    const relationships = partOf(bytes, 'xl/_rels/workbook.xml.rels')
    for (const target of ['worksheets/sheet1.xml', 'worksheets/sheet2.xml', 'worksheets/sheet3.xml', 'styles.xml']) {
      expect(relationships).toContain(`Target="${target}"`)
    }
  })

  it('is the same bytes for the same rows, however they are cut', async () => {
    const sections = [Array.from({ length: 3000 }, (_, index) => aRecord({ transactionId: `t-${index}` })), [aRecord()]]
    const once = await encode(sections, aRequest(), 100_000)
    expect((await encode(sections, aRequest(), 777)).equals(once)).toBe(true)
  })

  it('asks the engine for as many rows a section as a sheet holds below its header', () => {
    expect(xlsxFormat.layout(aRequest({ timeZone: 'Asia/Shanghai' }))).toEqual({
      syntax: 'sheet-xml',
      columns: aRequest().columns,
      timeZone: 'Asia/Shanghai',
      booleanWords: { yes: 'Yes', no: 'No' },
      maxRowsPerSection: 1_048_575,
    })
  })
})

function partOf(bytes: Buffer, name: string): string {
  const part = readZip(bytes).find((candidate) => candidate.name === name)
  if (part === undefined) throw new Error(`no part ${name}`)
  return part.content.toString()
}

function childrenOfRoot(xml: string): string[] {
  const children: string[] = []
  let depth = 0
  const parser = new SaxesParser()
  parser.on('opentag', ({ name }) => {
    if (depth === 1) children.push(name)
    depth += 1
  })
  parser.on('closetag', () => {
    depth -= 1
  })
  parser.write(xml).close()
  return children
}

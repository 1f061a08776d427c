import { sheetRelationshipId } from './workbook.js'
import { escapeXml, NAMESPACES, XML_DECLARATION } from './xml.js'

/** Names of the parts, as in every workbook that Excel writes. */
export const PART_NAMES = {
  contentTypes: '[Content_Types].xml',
  packageRelationships: '_rels/.rels',
  coreProperties: 'docProps/core.xml',
  extendedProperties: 'docProps/app.xml',
  workbook: 'xl/workbook.xml',
  workbookRelationships: 'xl/_rels/workbook.xml.rels',
  styles: 'xl/styles.xml',
  sheet: (number: number) => `xl/worksheets/sheet${number}.xml`,
} as const

const PACKAGE_TYPE = 'application/vnd.openxmlformats-package'
const DOCUMENT_TYPE = 'application/vnd.openxmlformats-officedocument'
const CORE_PROPERTIES_RELATIONSHIP =
  'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties'

/** [Content_Types].xml: what each part holds. */
export function contentTypesXml(sheetNumbers: readonly number[]): string {
  const overrides = [
    [PART_NAMES.workbook, `${DOCUMENT_TYPE}.spreadsheetml.sheet.main+xml`],
    ...sheetNumbers.map((number) => [PART_NAMES.sheet(number), `${DOCUMENT_TYPE}.spreadsheetml.worksheet+xml`]),
    [PART_NAMES.styles, `${DOCUMENT_TYPE}.spreadsheetml.styles+xml`],
    [PART_NAMES.coreProperties, `${PACKAGE_TYPE}.core-properties+xml`],
    [PART_NAMES.extendedProperties, `${DOCUMENT_TYPE}.extended-properties+xml`],
  ]
  return [
    XML_DECLARATION,
    `<Types xmlns="${NAMESPACES.contentTypes}">`,
    `<Default Extension="rels" ContentType="${PACKAGE_TYPE}.relationships+xml"/>`,
    '<Default Extension="xml" ContentType="application/xml"/>',
    ...overrides.map(([name, type]) => `<Override PartName="/${name}" ContentType="${type}"/>`),
    '</Types>',
  ].join('')
}

/** _rels/.rels: where the workbook and the file's properties are. */
export function packageRelationshipsXml(): string {
  return relationshipsXml([
    ['rId1', `${NAMESPACES.relationships}/officeDocument`, PART_NAMES.workbook],
    ['rId2', CORE_PROPERTIES_RELATIONSHIP, PART_NAMES.coreProperties],
    ['rId3', `${NAMESPACES.relationships}/extended-properties`, PART_NAMES.extendedProperties],
  ])
}

/** xl/_rels/workbook.xml.rels: where the sheets and their styles are. */
export function workbookRelationshipsXml(sheetNumbers: readonly number[]): string {
  return relationshipsXml([
    ...sheetNumbers.map(
      (number) =>
        [
          sheetRelationshipId(number),
          `${NAMESPACES.relationships}/worksheet`,
          `worksheets/sheet${number}.xml`,
        ] as const,
    ),
    ['rIdStyles', `${NAMESPACES.relationships}/styles`, 'styles.xml'],
  ])
}

function relationshipsXml(relationships: readonly (readonly [id: string, type: string, target: string])[]): string {
  const elements = relationships.map(
    ([id, type, target]) => `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`,
  )
  return `${XML_DECLARATION}<Relationships xmlns="${NAMESPACES.packageRelationships}">${elements.join('')}</Relationships>`
}

/** docProps/core.xml. It does not say when the file was made: the same rows give the same bytes. */
export function corePropertiesXml(title: string): string {
  return [
    XML_DECLARATION,
    `<cp:coreProperties xmlns:cp="${NAMESPACES.coreProperties}" xmlns:dc="${NAMESPACES.dublinCore}">`,
    `<dc:title>${escapeXml(title)}</dc:title><dc:creator>deskledger</dc:creator>`,
    '</cp:coreProperties>',
  ].join('')
}

/** docProps/app.xml. */
export function extendedPropertiesXml(): string {
  return `${XML_DECLARATION}<Properties xmlns="${NAMESPACES.extendedProperties}"><Application>deskledger</Application></Properties>`
}

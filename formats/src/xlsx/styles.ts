import type { Language } from '@deskledger/domain'
import { NAMESPACES, XML_DECLARATION } from './xml.js'

/** The cell styles of a file; rows rendered elsewhere use `date` too (domain `RowLayout`). */
export const CELL_STYLES = { general: 0, date: 1, header: 2, link: 3 } as const

/** Fonts that Windows and macOS have; each holds the characters of its language. */
const FONTS: Readonly<Record<Language, string>> = { en_US: 'Calibri', zh_CN: 'Microsoft YaHei' }

/** Numbers from 164 are free for formats of one's own. */
const DATE_FORMAT_ID = 164

/** xl/styles.xml; the order of `cellXfs` is that of {@link CELL_STYLES}. */
export function stylesXml(language: Language): string {
  const font = `<sz val="11"/><name val="${FONTS[language]}"/><family val="2"/>`
  const linkFont = font.replace('<name', '<color rgb="FF0563C1"/><name')
  const noBorder = '<left/><right/><top/><bottom/><diagonal/>'
  const headerBorder = '<left/><right/><top/><bottom style="thin"><color rgb="FF8EA9C8"/></bottom><diagonal/>'
  return [
    XML_DECLARATION,
    `<styleSheet xmlns="${NAMESPACES.spreadsheet}">`,
    `<numFmts count="1"><numFmt numFmtId="${DATE_FORMAT_ID}" formatCode="yyyy-mm-dd hh:mm:ss.000"/></numFmts>`,
    `<fonts count="3"><font>${font}</font><font><b/>${font}</font><font><u/>${linkFont}</font></fonts>`,
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>',
    '<fill><patternFill patternType="solid"><fgColor rgb="FFE8EEF7"/><bgColor indexed="64"/></patternFill></fill></fills>',
    `<borders count="2"><border>${noBorder}</border><border>${headerBorder}</border></borders>`,
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
    '<cellXfs count="4">',
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
    `<xf numFmtId="${DATE_FORMAT_ID}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"`,
    ' applyAlignment="1"><alignment horizontal="left"/></xf>',
    '<xf numFmtId="0" fontId="1" fillId="2" borderId="1" xfId="0" applyFont="1" applyFill="1" applyBorder="1"',
    ' applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>',
    '<xf numFmtId="0" fontId="2" fillId="0" borderId="0" xfId="0" applyFont="1"/>',
    '</cellXfs>',
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
    '</styleSheet>',
  ].join('')
}

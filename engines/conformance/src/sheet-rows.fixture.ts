import type { RenderedRows } from '@deskledger/domain'
import { SaxesParser } from 'saxes'

/** A worksheet cell as it stands in the XML, its text decoded. */
export interface SheetCell {
  readonly r: string
  readonly t?: string
  readonly s?: string
  readonly text: string
}

/** Worksheet rows read by a strict XML parser. */
export async function sheetRows(rows: AsyncIterable<RenderedRows>): Promise<SheetCell[][]> {
  const parser = new SaxesParser()
  const read: SheetCell[][] = []
  let cell: { r: string; t?: string; s?: string } | undefined
  let text = ''
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'row') read.push([])
    if (name === 'c') cell = attributes as unknown as { r: string }
    if (name === 't' || name === 'v') text = ''
  })
  parser.on('text', (piece) => {
    text += piece
  })
  parser.on('closetag', ({ name }) => {
    if (name === 'c' && cell !== undefined) read.at(-1)?.push({ ...cell, text: decoded(text) })
  })
  parser.write('<sheetData>')
  const decoder = new TextDecoder('utf-8', { fatal: true })
  for await (const { bytes } of rows)
    for await (const piece of bytes) parser.write(decoder.decode(piece, { stream: true }))
  parser.write('</sheetData>').close()
  return read
}

/** Undoes `_xHHHH_` (ECMA-376, ST_Xstring). */
function decoded(text: string): string {
  return text.replace(/_x([0-9A-F]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}

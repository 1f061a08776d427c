import type { ExportRequest, FileFormat, RenderedRows } from '@deskledger/domain'
import { BOOLEAN_WORDS } from '../boolean-words.js'
import { compressed } from '../gzip/compressed.js'
import { headerOf } from '../header.js'

/** Spreadsheet programs take a CSV without it for the local code page. */
const BYTE_ORDER_MARK = '\uFEFF'

/** Comma-separated values: UTF-8 with byte-order mark, CRLF, quoted by RFC 4180. */
export const csvFormat: FileFormat = {
  layout: ({ columns, timeZone, language }) => ({
    syntax: 'csv',
    columns,
    timeZone,
    booleanWords: BOOLEAN_WORDS[language],
  }),
  encode: (rows, request) => compressed(lines(rows, request), request),
}

async function* lines(rows: AsyncIterable<RenderedRows>, request: ExportRequest): AsyncGenerator<Uint8Array> {
  const titles = headerOf(request).map(({ title }) => quoteWhereNeeded(title))
  yield Buffer.from(`${BYTE_ORDER_MARK}${titles.join(',')}\r\n`)
  for await (const { bytes } of rows) yield* bytes
}

function quoteWhereNeeded(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

import type { ExportRequest, FileFormat, RenderedRows } from '@deskledger/domain'
import { compressed } from '../gzip/compressed.js'

/** A JSON object in each line, for machines: as they are delivered, so the file can be delivered again. */
export const ndjsonFormat: FileFormat = {
  layout: ({ columns }) => ({ syntax: 'ndjson', columns }),
  encode: (rows: AsyncIterable<RenderedRows>, request: ExportRequest) => compressed(lines(rows), request),
}

async function* lines(rows: AsyncIterable<RenderedRows>): AsyncGenerator<Uint8Array> {
  for await (const { bytes } of rows) yield* bytes
}

import type { FileFormat, RenderedRows } from '@deskledger/domain'
import { footerWith, MAGIC, markInstantsAsUtc, movedRowGroups, parquetPart, rowCountOf } from './footer.js'
import { type ThriftStruct, writeStruct } from './thrift-compact.js'

/**
 * Apache Parquet, for machines. The engine renders small files; one file is made of them by writing their row groups one
 * after the other and a footer that knows where each of them went. Memory grows with the footer only.
 */
export const parquetFormat: FileFormat = {
  layout: ({ columns }) => ({ syntax: 'parquet', columns }),
  encode,
}

async function* encode(rows: AsyncIterable<RenderedRows>): AsyncGenerator<Uint8Array> {
  yield MAGIC
  let offset = MAGIC.length
  let footer: ThriftStruct | undefined
  let rowCount = 0n
  const rowGroups: ThriftStruct[] = []
  for await (const { bytes } of rows) {
    const part = parquetPart(await whole(bytes))
    footer ??= part.footer
    rowCount += rowCountOf(part.footer)
    rowGroups.push(...movedRowGroups(part, offset - MAGIC.length))
    yield part.data
    offset += part.data.length
  }
  if (footer === undefined) throw new TypeError('Rows for Parquet come as one file at least.')
  markInstantsAsUtc(footer)
  const written = writeStruct(footerWith(footer, rowGroups, rowCount))
  const length = Buffer.alloc(4)
  length.writeUInt32LE(written.length)
  yield Buffer.concat([written, length, MAGIC])
}

async function whole(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const kept: Uint8Array[] = []
  for await (const piece of pieces) kept.push(Uint8Array.from(piece))
  return Buffer.concat(kept)
}

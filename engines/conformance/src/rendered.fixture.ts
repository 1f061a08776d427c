import type { RenderedRows } from '@deskledger/domain'
import { parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'

/** All that was rendered, as text. */
export async function textOf(rows: AsyncIterable<RenderedRows>): Promise<string> {
  const pieces: Uint8Array[] = []
  for await (const { bytes } of rows) for await (const piece of bytes) pieces.push(Uint8Array.from(piece))
  return Buffer.concat(pieces).toString()
}

/** The rows of a Parquet file, read by a reader that is not the engine's. */
export async function parquetRows(bytes: AsyncIterable<Uint8Array>): Promise<object[]> {
  const pieces: Uint8Array[] = []
  for await (const piece of bytes) pieces.push(Uint8Array.from(piece))
  const file = Uint8Array.from(Buffer.concat(pieces)).buffer
  return parquetReadObjects({ file, compressors })
}

import { crc32 } from 'node:zlib'
import { parallelDeflate } from '../deflate/parallel-deflate.js'
import { dataDescriptor, directoryHeader, endOfArchive, localHeader, type ZipEntryFacts } from './zip-records.js'

/** A part to be put into an archive. */
export interface ZipPart {
  readonly name: string
  readonly content: AsyncIterable<Uint8Array>
}

/**
 * A zip archive of the parts, in their order, written in one go without looking back. A part's content is read to its
 * end before the next part is asked for. Fewer than 65,535 parts. Nothing in it depends on when it is written.
 */
export async function* zipArchive(parts: AsyncIterable<ZipPart>): AsyncGenerator<Uint8Array> {
  const entries: ZipEntryFacts[] = []
  let offset = 0
  for await (const { name, content } of parts) {
    const tally = { crc32: 0, uncompressedBytes: 0 }
    const header = localHeader(name)
    yield header
    let compressedBytes = 0
    for await (const piece of parallelDeflate(tallied(content, tally))) {
      compressedBytes += piece.length
      yield piece
    }
    const entry = { name, ...tally, compressedBytes, offset }
    const descriptor = dataDescriptor(entry)
    yield descriptor
    entries.push(entry)
    offset += header.length + compressedBytes + descriptor.length
  }
  const directory = Buffer.concat(entries.map(directoryHeader))
  yield directory
  yield endOfArchive(entries.length, { offset, byteCount: directory.length })
}

/** Passes the pieces on and keeps count of them. */
async function* tallied(
  pieces: AsyncIterable<Uint8Array>,
  tally: { crc32: number; uncompressedBytes: number },
): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    tally.crc32 = crc32(piece, tally.crc32)
    tally.uncompressedBytes += piece.length
    yield piece
  }
}

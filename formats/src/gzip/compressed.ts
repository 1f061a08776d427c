import { crc32 } from 'node:zlib'
import type { ExportRequest } from '@deskledger/domain'
import { parallelDeflate } from '../deflate/parallel-deflate.js'

/** Deflate, no flags, no time, made as fast as possible, on an unknown system (RFC 1952, 2.3). */
const HEADER = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 4, 255)

/** The pieces as they are, or as one gzip file of them when the request wants that. */
export function compressed(
  pieces: AsyncIterable<Uint8Array>,
  { compression }: Pick<ExportRequest, 'compression'>,
): AsyncIterable<Uint8Array> {
  return compression === 'gzip' ? gzipped(pieces) : pieces
}

/** A gzip file of one member, its blocks compressed side by side. The same bytes give the same file. */
async function* gzipped(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let checksum = 0
  let byteCount = 0
  async function* tallied(): AsyncGenerator<Uint8Array> {
    for await (const piece of pieces) {
      checksum = crc32(piece, checksum)
      byteCount += piece.length
      yield piece
    }
  }
  yield HEADER
  yield* parallelDeflate(tallied())
  const trailer = Buffer.alloc(8)
  trailer.writeUInt32LE(checksum)
  // Of larger files the format keeps the size modulo 2^32.
  trailer.writeUInt32LE(byteCount % 2 ** 32, 4)
  yield trailer
}

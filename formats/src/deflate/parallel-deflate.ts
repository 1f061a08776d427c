import { promisify } from 'node:util'
import { constants, deflateRaw } from 'node:zlib'

/** How a stream is compressed. */
export interface DeflateOptions {
  /** 1 is fastest, 9 smallest. @default 1 */
  readonly level?: number
  /** Bytes compressed in one go, without knowledge of what came before. @default 1 MiB */
  readonly blockBytes?: number
  /** Blocks in memory at a time. More than threads in libuv's pool only cost memory. @default 4 */
  readonly maxInFlight?: number
}

/** Compressed output is taken from zlib in pieces of this size; most blocks fit into one. */
const OUTPUT_BYTES = 256 * 1024

/** An empty last block with fixed codes (RFC 1951, 3.2.6): ends the stream, so no block need know that it is the last. */
const END_OF_STREAM = Uint8Array.of(0x03, 0x00)

const deflateBlock = promisify<Uint8Array, NonNullable<Parameters<typeof deflateRaw>[1]>, Buffer>(deflateRaw)

/**
 * One raw deflate stream (RFC 1951) of all pieces, its blocks compressed side by side in libuv's pool. Each block ends
 * on a byte with `Z_SYNC_FLUSH`, so that blocks can be joined. Where blocks are cut depends on the bytes alone, not on
 * the pieces. Pieces are copied, so their owner may use them again. When it ends, however it does, nothing is in flight.
 */
export async function* parallelDeflate(
  pieces: AsyncIterable<Uint8Array>,
  { level = 1, blockBytes = 1024 * 1024, maxInFlight = 4 }: DeflateOptions = {},
): AsyncGenerator<Uint8Array> {
  const zlibOptions = { level, memLevel: 9, chunkSize: OUTPUT_BYTES, finishFlush: constants.Z_SYNC_FLUSH }
  const inFlight: Promise<Uint8Array>[] = []
  // New memory for each block would make the garbage collector run for every few of them.
  const spare: Buffer[] = []
  try {
    for await (const block of blocksOf(pieces, () => spare.pop() ?? Buffer.allocUnsafeSlow(blockBytes))) {
      const deflated = deflateBlock(block, zlibOptions)
      // A failure is told when its block's turn comes; until then it must not count as unhandled.
      deflated.then(
        () => spare.push(block),
        () => {},
      )
      inFlight.push(deflated)
      if (inFlight.length < maxInFlight) continue
      const oldest = await inFlight.shift()
      if (oldest !== undefined) yield oldest
    }
    for (const deflated of inFlight) yield await deflated
    yield END_OF_STREAM
  } finally {
    await Promise.allSettled(inFlight)
  }
}

/** The same bytes in blocks of one size, the last one shorter; each in an empty block of its own. */
async function* blocksOf(pieces: AsyncIterable<Uint8Array>, emptyBlock: () => Buffer): AsyncGenerator<Buffer> {
  let block = emptyBlock()
  let filled = 0
  for await (const piece of pieces) {
    for (let taken = 0; taken < piece.length; ) {
      const part = piece.subarray(taken, taken + block.length - filled)
      block.set(part, filled)
      filled += part.length
      taken += part.length
      if (filled < block.length) continue
      yield block
      block = emptyBlock()
      filled = 0
    }
  }
  if (filled > 0) yield block.subarray(0, filled)
}

import { CommandError } from './failures.js'

/** Some whole lines of a file, as they are in it. */
export interface NdjsonBatch {
  /** Number of the first line in the file, from 1. */
  readonly firstLine: number
  readonly lineCount: number
  readonly body: Uint8Array
}

/** Bounds of a batch; it ends at whichever is reached first. */
export interface BatchBounds {
  readonly lines: number
  readonly bytes: number
}

const LINE_FEED = 0x0a

/** A file without line ends is not NDJSON; it is told before memory is full. */
const MAX_LINE_BYTES = 64 * 1_048_576

/**
 * Cuts a stream at line ends. The bytes are passed on untouched; a last line without an end is a line.
 * @throws {CommandError} a line is longer than 64 MiB
 */
export async function* ndjsonBatches(
  source: AsyncIterable<Uint8Array>,
  bounds: BatchBounds,
): AsyncGenerator<NdjsonBatch> {
  let kept: Uint8Array[] = []
  let byteCount = 0
  let lineCount = 0
  let lineBytes = 0
  let firstLine = 1
  const take = (): NdjsonBatch => {
    const batch = { firstLine, lineCount, body: Buffer.concat(kept) }
    firstLine += lineCount
    kept = []
    byteCount = 0
    lineCount = 0
    return batch
  }
  for await (const piece of source) {
    let from = 0
    for (let end = piece.indexOf(LINE_FEED); end >= 0; end = piece.indexOf(LINE_FEED, end + 1)) {
      lineCount++
      lineBytes = 0
      if (lineCount < bounds.lines && byteCount + end + 1 - from < bounds.bytes) continue
      kept.push(piece.subarray(from, end + 1))
      yield take()
      from = end + 1
    }
    kept.push(piece.subarray(from))
    byteCount += piece.byteLength - from
    lineBytes += piece.byteLength - (piece.lastIndexOf(LINE_FEED) + 1)
    if (lineBytes > MAX_LINE_BYTES) {
      throw new CommandError(`Line ${firstLine + lineCount} is longer than 64 MiB; is this NDJSON?`)
    }
  }
  if (lineBytes > 0) lineCount++
  if (lineCount > 0) yield take()
}

import { open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { CHAIN_START, CHECKPOINT_FILE, type ChainEntry, type Link, readCheckpoint, segmentsIn } from '@deskledger/proof'
import { ifThere } from '../disk.js'
import { DamagedSegmentError, readSegmentEnd } from './segment.js'

/** Where a log ends. */
export interface LogEnd {
  readonly head: Link
  /** What the last entry says; none before the first. */
  readonly facts?: ChainEntry['facts'] | undefined
  /** First sequence of the segment that is written next. */
  readonly first: number
  /** Up to the end of its last whole entry. */
  readonly byteCount: number
}

/** A checkpoint is some 600 bytes; the last of them is within so many. */
const CHECKPOINT_TAIL_BYTES = 65_536
const LF = 10

/**
 * Reads the last segment of a log. Earlier ones are left to whoever verifies it as a whole.
 *
 * @throws {DamagedSegmentError} its entries do not follow each other, or those of the segment before
 */
export async function readLogEnd(directory: string): Promise<LogEnd> {
  const firsts = segmentsIn(await readdir(directory))
  const first = firsts.at(-1)
  if (first === undefined) return { head: CHAIN_START, first: 1, byteCount: 0 }
  const { last, byteCount } = await readSegmentEnd(directory, first)
  if (last !== undefined) return { head: last, facts: last.facts, first, byteCount }
  const before = firsts.at(-2)
  const lastBefore = before === undefined ? undefined : (await readSegmentEnd(directory, before)).last
  const head = lastBefore ?? CHAIN_START
  if (head.sequence + 1 !== first) {
    throw new DamagedSegmentError(`${directory} has no entries from ${head.sequence + 1} to ${first - 1}`)
  }
  return { head, facts: lastBefore?.facts, first, byteCount: 0 }
}

/**
 * Compares the end of a log with its last checkpoint.
 *
 * @returns the sequence of that checkpoint, and the bytes of the file up to its last whole line
 * @throws {DamagedSegmentError} the log ends before it, or holds another entry there
 */
export async function checkCheckpoints(
  directory: string,
  { head }: LogEnd,
  checkpointType: string,
): Promise<{ readonly sequence: number; readonly byteCount: number }> {
  const path = join(directory, CHECKPOINT_FILE)
  const { tail, byteCount } = await tailOf(path)
  const texts = tail.toString('utf8').split('\n').filter(Boolean)
  const read = texts.length === 0 ? undefined : readCheckpoint(texts.at(-1) ?? '', [], checkpointType)
  if (texts.length > 0 && read === undefined) throw new DamagedSegmentError(`${path} is damaged in its last line`)
  const { sequence, hash } = read?.checkpoint ?? CHAIN_START
  if (sequence > head.sequence || (sequence === head.sequence && hash !== head.hash)) {
    throw new DamagedSegmentError(
      `${directory} ends with entry ${head.sequence}, but its last checkpoint is of entry ${sequence}: entries were cut off`,
    )
  }
  return { sequence, byteCount }
}

/** The end of a file up to its last line feed. */
async function tailOf(path: string): Promise<{ readonly tail: Buffer; readonly byteCount: number }> {
  const file = await ifThere(() => open(path, 'r'))
  if (file === undefined) return { tail: Buffer.alloc(0), byteCount: 0 }
  await using _ = file
  const { size } = await file.stat()
  const start = Math.max(0, size - CHECKPOINT_TAIL_BYTES)
  const { buffer, bytesRead } = await file.read(Buffer.alloc(size - start), 0, size - start, start)
  const end = buffer.subarray(0, bytesRead).lastIndexOf(LF) + 1
  return { tail: buffer.subarray(0, end), byteCount: start + end }
}

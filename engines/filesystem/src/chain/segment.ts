import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import {
  type ChainEntry,
  entryFile,
  linesOf,
  type PersonalValue,
  personalFile,
  readEntryLine,
  readPersonalLine,
} from '@deskledger/proof'
import { ifThere } from '../disk.js'

/** A file of the log holds something else than what was written to it. */
export class DamagedSegmentError extends Error {
  override readonly name = 'DamagedSegmentError'
}

/** What a file ends with. */
export interface SegmentEnd {
  readonly last: ChainEntry | undefined
  /** Up to the end of the last whole line. */
  readonly byteCount: number
  /** Behind it: a line that was being written. */
  readonly unfinishedBytes: number
}

/**
 * The entries of a segment, in order. A line that is being written is left out.
 *
 * @throws {DamagedSegmentError} names the line
 */
export async function* segmentEntries(directory: string, first: number): AsyncGenerator<ChainEntry> {
  const path = join(directory, entryFile(first))
  for await (const { text, number, isEnded } of linesOf(createReadStream(path))) {
    if (!isEnded) return
    const entry = readEntryLine(text)
    if (typeof entry === 'string') throw new DamagedSegmentError(`${path} is damaged in line ${number}`)
    yield entry
  }
}

/**
 * Reads a segment to its end and checks that its entries follow each other.
 *
 * @throws {DamagedSegmentError} they do not
 */
export async function readSegmentEnd(directory: string, first: number): Promise<SegmentEnd> {
  const path = join(directory, entryFile(first))
  let last: ChainEntry | undefined
  let [byteCount, unfinishedBytes] = [0, 0]
  for await (const { text, number, isEnded } of linesOf(createReadStream(path))) {
    const lineBytes = Buffer.byteLength(text)
    if (!isEnded) {
      unfinishedBytes = lineBytes
      break
    }
    const entry = readEntryLine(text)
    const isNext = typeof entry !== 'string' && (last === undefined ? entry.sequence === first : isLinked(entry, last))
    if (!isNext) throw new DamagedSegmentError(`${path} is damaged in line ${number}`)
    last = entry
    byteCount += lineBytes + 1
  }
  return { last, byteCount, unfinishedBytes }
}

/** The personal values of a segment by sequence and field; lines that are none are left out. */
export async function segmentPersonal(directory: string, first: number): Promise<Map<string, PersonalValue>> {
  const values = new Map<string, PersonalValue>()
  await ifThere(async () => {
    for await (const { text } of linesOf(createReadStream(join(directory, personalFile(first))))) {
      const value = readPersonalLine(text)
      if (value !== undefined) values.set(`${value.sequence} ${value.field}`, value)
    }
  })
  return values
}

function isLinked(entry: ChainEntry, { sequence, hash }: ChainEntry): boolean {
  return entry.sequence === sequence + 1 && entry.previous === hash
}

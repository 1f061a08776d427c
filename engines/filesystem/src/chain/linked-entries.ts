import { readdir } from 'node:fs/promises'
import { CHAIN_START, type ChainEntry, type Link, segmentsIn } from '@deskledger/proof'
import { ifThere } from '../disk.js'
import { DamagedSegmentError, segmentEntries } from './segment.js'

/**
 * The entries of segments, one after another.
 *
 * @param firsts their first sequences, in order
 * @throws {DamagedSegmentError} an entry cannot be read, or does not follow the one before
 */
export async function* linkedEntries(directory: string, firsts: readonly number[]): AsyncGenerator<ChainEntry> {
  let last: Link | undefined = firsts[0] === 1 ? CHAIN_START : undefined
  for (const first of firsts) {
    for await (const entry of segmentEntries(directory, first)) {
      const isNext = last === undefined || (entry.sequence === last.sequence + 1 && entry.previous === last.hash)
      if (!isNext) throw new DamagedSegmentError(`${directory} does not go on from entry ${last?.sequence}`)
      last = entry
      yield entry
    }
  }
}

/** How far a chain is sound from its beginning: its last entry before the first damage. */
export async function lastSoundEntry(directory: string): Promise<Link> {
  const firsts = segmentsIn((await ifThere(() => readdir(directory))) ?? [])
  let last: Link = CHAIN_START
  if (firsts[0] !== 1) return last
  try {
    for await (const entry of linkedEntries(directory, firsts)) last = entry
  } catch (error) {
    if (!(error instanceof DamagedSegmentError)) throw error
  }
  return last
}

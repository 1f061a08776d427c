import { readdir } from 'node:fs/promises'
import { type BatchFacts, LEDGER_CHECKPOINT_TYPE, readLedgerFacts, segmentsIn } from '@deskledger/proof'
import { linkedEntries } from '../chain/linked-entries.js'
import { checkCheckpoints, readLogEnd } from '../chain/read-log-end.js'
import { DamagedSegmentError } from '../chain/segment.js'
import { ifThere } from '../disk.js'
import { NamedBatches } from './named-batches.js'

/** Files that are read at start: some 40,000 entries, a fraction of a second. `deskledger verify` reads all. */
const TAIL_SEGMENTS = 4

/** The end of a ledger chain. */
export interface LedgerTail {
  /** The last batch that the chain names. */
  readonly lastBatch: number
  /** Entries of the last batches, by sequence. */
  readonly batches: ReadonlyMap<number, BatchFacts>
}

/**
 * Reads the end of a ledger chain and changes nothing. A last line that was not written to its end is left out.
 *
 * @returns undefined when there is no chain
 * @throws {DamagedSegmentError} entries do not follow each other, or end before the last checkpoint
 */
export async function readLedgerTail(directory: string): Promise<LedgerTail | undefined> {
  const firsts = segmentsIn((await ifThere(() => readdir(directory))) ?? [])
  if (firsts.length === 0) return undefined
  await checkCheckpoints(directory, await readLogEnd(directory), LEDGER_CHECKPOINT_TYPE)
  const named = new NamedBatches()
  for await (const { sequence, facts } of linkedEntries(directory, firsts.slice(-TAIL_SEGMENTS))) {
    const read = readLedgerFacts(facts)
    if (read === undefined) throw new DamagedSegmentError(`${directory} is no ledger chain: see its entry ${sequence}`)
    named.add(read)
  }
  const { lastBatch, batches } = named
  return lastBatch === undefined ? undefined : { lastBatch, batches }
}

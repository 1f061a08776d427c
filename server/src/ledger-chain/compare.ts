import type { CommittedBatch } from '@deskledger/domain'
import type { BatchSums } from '@deskledger/engine-duckdb'
import { type LedgerTail, toBatchFacts } from '@deskledger/engine-filesystem'
import type { BatchFacts } from '@deskledger/proof'

/** What is wrong between a database and the chain that names its batches. */
export type ChainProblem =
  /** There is a chain, and no database. */
  | { readonly kind: 'database-missing'; readonly lastBatch: number }
  /** The ledger had a chain, and there is none. */
  | { readonly kind: 'chain-missing' }
  /** The chain names batches that the database lost, or does not have yet because it is an old copy. */
  | {
      readonly kind: 'database-behind'
      readonly from: number
      readonly to: number
      /** When the first and the last of them came in, if the end of the chain tells. */
      readonly receivedFrom?: string | undefined
      readonly receivedTo?: string | undefined
      /** Their entries, as far as the end of the chain that was read has them. */
      readonly entries: readonly BatchFacts[]
    }
  /** The database has more unnamed batches than the one that an interrupted commit can leave: the chain was cut. */
  | { readonly kind: 'chain-behind'; readonly from: number; readonly to: number }
  /** Batches between others are not in the database. */
  | { readonly kind: 'batches-missing'; readonly count: number; readonly entries: readonly BatchFacts[] }
  /** A batch is not the one that the chain names. */
  | { readonly kind: 'batch-differs'; readonly batch: number }

/** A commit that was interrupted before its entry was written leaves one batch that the chain does not name. */
const UNNAMED_BATCHES = 1

/** What of a database is compared. */
export interface ComparedDatabase {
  /** Whether it knows of a chain. */
  readonly hasChain: boolean
  readonly sums: BatchSums
  /** Batches in order, both ends included. */
  batches(from: number, to: number): Promise<readonly CommittedBatch[]>
}

/** Compares a database with the end of its chain. @returns undefined when they agree, or there never was a chain */
export async function compareWithChain(
  tail: LedgerTail | undefined,
  { hasChain, sums, batches }: ComparedDatabase,
): Promise<ChainProblem | undefined> {
  if (tail === undefined) return hasChain ? { kind: 'chain-missing' } : undefined
  const { last, count } = sums
  if (last < tail.lastBatch) {
    const [from, to] = [last + 1, tail.lastBatch]
    const received = (batch: number): string | undefined => tail.batches.get(batch)?.received_at
    const entries = [...tail.batches.values()].filter(({ batch }) => batch > last)
    return { kind: 'database-behind', from, to, receivedFrom: received(from), receivedTo: received(to), entries }
  }
  if (last > tail.lastBatch + UNNAMED_BATCHES) return { kind: 'chain-behind', from: tail.lastBatch + 1, to: last }
  const named = [...tail.batches.keys()]
  const rows = named.length === 0 ? [] : await batches(named[0] ?? 0, named.at(-1) ?? 0)
  if (count < last) {
    const there = new Set(rows.map(({ sequence }) => sequence))
    const entries = [...tail.batches.values()].filter(({ batch }) => !there.has(batch))
    return { kind: 'batches-missing', count: last - count, entries }
  }
  const differing = rows.find((row) => !isNamedSo(row, tail.batches.get(row.sequence)))
  return differing && { kind: 'batch-differs', batch: differing.sequence }
}

/** Whether a batch is the one that its entry names. */
function isNamedSo(row: CommittedBatch, entry: BatchFacts | undefined): boolean {
  if (entry === undefined) return false
  const facts = toBatchFacts(row)
  return (Object.keys(facts) as (keyof BatchFacts)[]).every((name) => facts[name] === entry[name])
}

import type { BatchFacts, LedgerFacts, LostFacts } from '@deskledger/proof'

/** What entries of a ledger chain say together, taken one after another. */
export class NamedBatches {
  /** Entries of the batches, by sequence; also of those that were lost later. */
  readonly batches = new Map<number, BatchFacts>()
  /** What recoveries could not bring back. */
  readonly losses: LostFacts[] = []
  /** The last batch that an entry is about; undefined before the first entry. */
  lastBatch: number | undefined

  add(facts: LedgerFacts): void {
    if (facts.entry === 'batch') this.batches.set(facts.batch, facts)
    if (facts.entry === 'lost') this.losses.push(facts)
    this.lastBatch = facts.batch
  }
}

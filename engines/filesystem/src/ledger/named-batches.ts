import type { BatchFacts, LedgerFacts } from '@deskledger/proof'

/** What entries of a ledger chain say together, taken one after another. */
export class NamedBatches {
  /** Entries of the batches, by sequence; those that an entry calls lost are gone. */
  readonly batches = new Map<number, BatchFacts>()
  /** The last batch that an entry is about; undefined before the first entry. */
  lastBatch: number | undefined

  add(facts: LedgerFacts): void {
    if (facts.entry === 'batch') this.batches.set(facts.batch, facts)
    if (facts.entry === 'lost')
      for (let lost = facts.batch + 1; lost <= facts.until; lost += 1) this.batches.delete(lost)
    this.lastBatch = facts.batch
  }
}

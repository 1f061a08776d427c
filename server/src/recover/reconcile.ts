import type { CommittedBatch } from '@deskledger/domain'
import { toBatchFacts, toCommittedBatch } from '@deskledger/engine-filesystem'
import type { BatchFacts } from '@deskledger/proof'
import { RecoveryError } from './recovery-error.js'

/** What chain and database know of the batches of a ledger, taken together. */
export interface Reconciled {
  /** The last batch that there was. */
  readonly lastBatch: number
  /** Rows that the database lacks or has otherwise, as the chain has them. */
  readonly rowsToPut: readonly CommittedBatch[]
  /** Batches that the chain does not name yet, in order. */
  readonly toName: readonly CommittedBatch[]
  /** Batches of which the database has nothing. */
  readonly lost: readonly BatchFacts[]
  /** Batches whose rows are not what the chain names: their records may not be, either. */
  readonly doubtful: readonly BatchFacts[]
}

/** What a chain names. */
export interface Named {
  readonly lastBatch: number | undefined
  readonly batches: ReadonlyMap<number, BatchFacts>
}

/**
 * Compares every batch that the chain names with the rows of the database.
 *
 * @throws {RecoveryError} of a batch before the last neither of them knows anything
 */
export function reconcile({ lastBatch: lastNamed, batches }: Named, rows: readonly CommittedBatch[]): Reconciled {
  const bySequence = new Map(rows.map((row) => [row.sequence, row]))
  const lastBatch = Math.max(lastNamed ?? 0, rows.at(-1)?.sequence ?? 0)
  const named = [...batches.values()]
  const lost = named.filter(({ batch }) => !bySequence.has(batch))
  const doubtful = named.filter((facts) => {
    const row = bySequence.get(facts.batch)
    return row !== undefined && JSON.stringify(toBatchFacts(row)) !== JSON.stringify(inOrder(facts))
  })
  for (let sequence = 1; sequence <= lastBatch; sequence += 1) {
    if (bySequence.has(sequence) || batches.has(sequence)) continue
    throw new RecoveryError(`Nothing tells what batch ${sequence} was; recover from a backup that has it (--from).`)
  }
  return {
    lastBatch,
    rowsToPut: [...lost, ...doubtful].map(toCommittedBatch),
    toName: lastNamed === undefined ? [] : rows.filter(({ sequence }) => sequence > lastNamed),
    lost,
    doubtful,
  }
}

/** The members of an entry in the order of {@link toBatchFacts}, and nothing else. */
function inOrder(facts: BatchFacts): BatchFacts {
  return toBatchFacts(toCommittedBatch(facts))
}

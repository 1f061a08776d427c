import type { Clock } from '@deskledger/domain'
import { LedgerRecovery, type TakenOver } from '@deskledger/engine-duckdb'
import { openLedgerChain, recordLoss, toBatchFacts } from '@deskledger/engine-filesystem'
import type { BatchFacts, SigningKey, VerifyingKey } from '@deskledger/proof'
import { verifyChain } from '../backup/verify-chain.js'
import type { DataDirectory } from '../data-directory.js'
import { lostRanges } from './lost-ranges.js'
import { reconcile } from './reconcile.js'
import { RecoveryError } from './recovery-error.js'

/** What became of the batches of a ledger. */
export interface RecoveredBatches {
  /** What a damaged database gave beyond the backup. */
  readonly takenOver?: TakenOver
  /** Batches of which nothing came back, and those of which some records may be missing. */
  readonly lost: readonly BatchFacts[]
  readonly partlyLost: readonly BatchFacts[]
  /** Records that they created and that are not there. */
  readonly missingRecords: number
}

/** What batches are recovered with. */
export interface RecoverBatchesParts {
  /** The new directory: its database and chain are in place. */
  readonly place: Pick<DataDirectory, 'database' | 'chain'>
  /** A damaged database that holds batches beyond one. */
  readonly beyond?: { readonly path: string; readonly batch: number } | undefined
  readonly key: SigningKey
  readonly keys: readonly VerifyingKey[]
  readonly clock: Clock
}

/**
 * Makes database and chain agree: each batch that only one of them knows gets its row, or its entry. Those whose records are
 * gone are named in both for ever.
 *
 * @throws {RecoveryError} of a batch neither of them knows anything; the damaged database has another schema
 */
export async function recoverBatches({
  place,
  beyond,
  key,
  keys,
  clock,
}: RecoverBatchesParts): Promise<RecoveredBatches> {
  const { named, isThere } = await verifyChain(place.chain, keys)
  const recovery = await LedgerRecovery.open(place.database)
  try {
    const takenOver = beyond && (await takeOver(recovery, beyond))
    const sums = await recovery.sums()
    const { lastBatch, rowsToPut, toName, lost, doubtful } = reconcile(named, await recovery.batchesAfter(0))
    const reached = (await recovery.batchesAfter(beyond?.batch ?? sums.last)).map(toBatchFacts)
    const partlyLost = [...doubtful, ...(takenOver === undefined ? [] : incomplete(takenOver, reached))]
    const ranges = lostRanges(lost, partlyLost)
    const at = clock()
    await recovery.putBatches(rowsToPut)
    await recovery.noteLost(ranges.map((range) => ({ ...range, recoveredAt: at })))
    const chain = await openLedgerChain({ directory: place.chain, key, clock })
    if (isThere) await chain.append(toName)
    else await chain.start({ lastBatch: sums.last, created: sums.created, updated: sums.updated })
    await chain.close()
    const missingRecords = createdBy(lost) + (takenOver === undefined ? 0 : unreadable(takenOver, reached))
    if (ranges.length > 0) {
      await recordLoss(
        { directory: place.chain, key, clock },
        {
          time: at.toISOString(),
          batch: lastBatch,
          lost: ranges.map(({ isPartly, ...range }) => ({ ...range, partly: isPartly })),
          records: missingRecords,
        },
      )
    }
    return { ...(takenOver && { takenOver }), lost, partlyLost, missingRecords }
  } finally {
    recovery.close()
  }
}

async function takeOver(recovery: LedgerRecovery, beyond: { path: string; batch: number }): Promise<TakenOver> {
  const taken = await recovery.takeOver(beyond.path, beyond.batch)
  if (taken !== undefined) return taken
  throw new RecoveryError(
    'The damaged database was written by another version of deskledger than this; recover with that version.',
  )
}

/** Batches of which fewer records were found than they wrote: some may have been changed by later ones, others be missing. */
function incomplete({ unreadableRows, perBatch }: TakenOver, batches: readonly BatchFacts[]): readonly BatchFacts[] {
  if (unreadableRows === 0) return []
  return batches.filter(({ batch, created, updated }) => (perBatch.get(batch) ?? 0) < created + updated)
}

/** Records that the batches created and that could not be read. */
function unreadable({ unreadableRows, created }: TakenOver, batches: readonly BatchFacts[]): number {
  return unreadableRows === 0 ? 0 : Math.max(0, createdBy(batches) - created)
}

function createdBy(batches: readonly BatchFacts[]): number {
  return batches.reduce((sum, { created }) => sum + created, 0)
}

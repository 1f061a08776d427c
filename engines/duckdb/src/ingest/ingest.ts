import type { CommittedBatch, IngestBatch, MergeOptions, MergeOutcome } from '@deskledger/domain'
import { insertBatch } from '../chain/batch-row.js'
import type { Session } from '../database.js'
import { hashesOf, type LineHashes, markLines } from './mark-lines.js'
import { mergeRound } from './merge-round.js'
import type { SeenTransactions } from './seen-transactions.js'
import { stageAddresses } from './stage-addresses.js'
import { stageLines } from './stage-lines.js'
import { type Refused, refuse, stageOddLines } from './stage-odd-lines.js'

/** What the store knows while a batch comes in. */
export interface IngestState {
  readonly projectId: string
  readonly sequence: number
  readonly heldUntil: number | undefined
  /** The filter of known transactions, and whether it holds them all yet. */
  readonly seen: SeenTransactions
  readonly isSeenComplete: boolean
}

/** What a batch did, and its row, if it has one: nothing is committed for a batch without a good line. */
export interface Merged {
  readonly outcome: MergeOutcome
  readonly committed?: CommittedBatch | undefined
}

/** Undoes the transaction of an atomic batch. */
class AtomicBatchRefused extends Error {}

/** A batch whose lines lie in the temporary tables of a session. */
export interface StagedBatch {
  readonly session: Session
  readonly lineCount: number
  readonly refused: Refused
  readonly hashes: LineHashes
}

/** Reads and checks the lines of a batch. It looks at nothing but them, so that it may run while another batch is merged. */
export async function stage(session: Session, batch: IngestBatch): Promise<StagedBatch> {
  const refused: Refused = { count: 0, told: [] }
  const odd = await stageLines(session, batch)
  await stageOddLines(session, batch.path, odd, refused)
  await stageAddresses(session)
  return { session, lineCount: batch.lineCount, refused, hashes: await hashesOf(session) }
}

/** Takes a staged batch in, as one transaction, round by round: the n-th lines of all transactions at once. */
export async function mergeStaged(
  { session, lineCount, refused, hashes }: StagedBatch,
  { atomic = false, receivedAt, bodySha256 }: MergeOptions,
  state: IngestState,
): Promise<Merged> {
  const rounds = await markLines(session, hashes, state.isSeenComplete ? state.seen : undefined, refused)
  const counts = { created: 0, updated: 0, unchanged: 0 }
  let isStored = true
  let committed: CommittedBatch | undefined
  try {
    await session.transaction(async () => {
      for (let occurrence = 1; occurrence <= rounds; occurrence += 1) {
        const done = await mergeRound(session, { ...state, occurrence, receivedAt })
        counts.created += done.created
        counts.updated += done.updated
        counts.unchanged += done.unchanged
        for (const conflict of done.conflicts) refuse(refused, conflict)
      }
      if (atomic && refused.count > 0) throw new AtomicBatchRefused()
      const answered = counts.created + counts.updated + counts.unchanged + refused.count
      if (answered !== lineCount) throw new Error(`${answered} of ${lineCount} lines were answered`)
      // Before the commit: the filter may know too much, but never too little.
      remember(hashes, state.seen)
      if (counts.created + counts.updated + counts.unchanged > 0) {
        const { sequence, projectId } = state
        committed = { sequence, projectId, receivedAt, ...counts, refused: refused.count, bodySha256 }
        await insertBatch(session, committed)
      }
    })
  } catch (error) {
    if (!(error instanceof AtomicBatchRefused)) throw error
    isStored = false
  }
  const refusals = refused.told.sort((a, b) => a.line - b.line)
  return { outcome: { ...counts, refusedCount: refused.count, refusals, isStored }, committed }
}

function remember({ low, high }: LineHashes, seen: SeenTransactions): void {
  for (const [at, value] of low.entries()) {
    const other = high[at] ?? 0
    if (!seen.mayHave(value, other)) seen.add(value, other)
  }
}

import type { NamedBatches } from '@deskledger/engine-filesystem'
import type { BatchFacts } from '@deskledger/proof'
import type { LostRange } from '../recover/lost-ranges.js'

/** What a recovery could not bring back, as the ledger chain has it for ever. */
export interface KnownLoss {
  /** When it was recovered. */
  readonly time: string
  readonly ranges: readonly LostRange[]
  /** Records that these batches created and that are not there. */
  readonly missingRecords: number
  /** Entries of the batches. */
  readonly entries: readonly BatchFacts[]
}

/** The losses that a chain names. */
export function knownLosses({ batches, losses }: NamedBatches): readonly KnownLoss[] {
  return losses.map(({ time, lost, records }) => {
    const isLost = (batch: number): boolean => lost.some(({ from, to }) => batch >= from && batch <= to)
    return {
      time,
      ranges: lost.map(({ from, to, partly }) => ({ from, to, isPartly: partly })),
      missingRecords: records,
      entries: [...batches.values()].filter(({ batch }) => isLost(batch)),
    }
  })
}

/** How many batches did not come back at all. */
export function lostCount(losses: readonly KnownLoss[]): number {
  const wholly = losses.flatMap(({ ranges }) => ranges.filter(({ isPartly }) => !isPartly))
  return wholly.reduce((sum, { from, to }) => sum + to - from + 1, 0)
}

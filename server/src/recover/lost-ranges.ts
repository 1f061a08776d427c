import type { BatchFacts } from '@deskledger/proof'

/** Batches, one after another, that did not come back. */
export interface LostRange {
  readonly from: number
  readonly to: number
  /** Whether some of their records may be there. */
  readonly isPartly: boolean
}

/** Batches as ranges; those wholly and those partly lost apart. */
export function lostRanges(lost: readonly BatchFacts[], partly: readonly BatchFacts[]): readonly LostRange[] {
  const isLost = new Map<number, boolean>()
  for (const { batch } of partly) isLost.set(batch, true)
  for (const { batch } of lost) isLost.set(batch, false)
  const ranges: { from: number; to: number; isPartly: boolean }[] = []
  for (const [batch, isPartly] of [...isLost].sort(([a], [b]) => a - b)) {
    const last = ranges.at(-1)
    if (last?.to === batch - 1 && last.isPartly === isPartly) last.to = batch
    else ranges.push({ from: batch, to: batch, isPartly })
  }
  return ranges
}

/** Batches, one after another, whose records a recovery could not bring back. */
export interface LostBatches {
  readonly from: number
  readonly to: number
  /** Whether some of their records may be there. */
  readonly isPartly: boolean
  readonly recoveredAt: Date
}

/** A committed batch, as the database has it: all that its entry of the chain says. */
export interface CommittedBatch {
  readonly sequence: number
  readonly projectId: string
  readonly receivedAt: Date
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  readonly refused: number
  /** SHA-256 of the delivery as it was sent, lower-case hex, if it was told. */
  readonly bodySha256?: string | undefined
}

/** What a ledger holds when its chain begins. */
export interface ChainStart {
  /** The last batch; 0 for a new ledger. */
  readonly lastBatch: number
  readonly created: number
  readonly updated: number
}

/**
 * Names every committed batch in a place of its own, so that a database that lost some does not go unnoticed. The order is:
 * commit, append, acknowledge. So at most one batch, which nobody was told of, is in the database alone.
 */
export interface LedgerChain {
  /** The last batch that is named; undefined when the chain has not begun. */
  readonly lastBatch: number | undefined
  /** Writes the first entry, durably. To be called once, before `append`. */
  start(start: ChainStart): Promise<void>
  /**
   * Names batches, durably: the next ones after `lastBatch`, in order.
   * @throws {StoreUnavailableError} they may be named or not; `lastBatch` tells how far it is certain
   */
  append(batches: readonly CommittedBatch[]): Promise<void>
  /** A signed checkpoint of everything named so far, as text; it is kept with the chain, too. */
  checkpoint(): Promise<string>
  /** Writes a last checkpoint. Calls made afterwards reject. */
  close(): Promise<void>
}

/** What an entry of the ledger chain says: the ledger as it was when the chain began, a batch, or batches given up. */
export type LedgerFacts = StartFacts | BatchFacts | LostFacts

/** The first entry: what the ledger held when its chain began. */
interface StartFacts {
  readonly entry: 'start'
  readonly time: string
  /** The last batch; 0 for a new ledger. No entry tells of the batches up to it. */
  readonly batch: number
  /** Records that these batches created and changed, in all. */
  readonly created: number
  readonly updated: number
}

/** One committed batch. It is made of its row in the database alone, so that writing it again gives the same bytes. */
export interface BatchFacts {
  readonly entry: 'batch'
  /** Its sequence in the database. */
  readonly batch: number
  readonly project_id: string
  readonly received_at: string
  /** Lines by what they did. */
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  readonly refused: number
  /** Of the delivery as it was sent, lower-case hex; null when nobody told. */
  readonly body_sha256: string | null
}

/** What a recovery could not bring back. The next batch follows `batch`: no sequence ever means two. */
export interface LostFacts {
  readonly entry: 'lost'
  readonly time: string
  /** The last batch that there had been. */
  readonly batch: number
  /** Batches, one after another; `partly`: some of their records may be there. */
  readonly lost: readonly { readonly from: number; readonly to: number; readonly partly: boolean }[]
  /** Records that these batches created and that are not there. */
  readonly records: number
}

/** The facts of an entry whose hash is right; undefined when it is no entry of a ledger chain. */
export function readLedgerFacts(facts: Readonly<Record<string, unknown>>): LedgerFacts | undefined {
  const { entry, batch } = facts
  const isKnown = entry === 'start' || entry === 'batch' || entry === 'lost'
  return isKnown && Number.isSafeInteger(batch) ? (facts as unknown as LedgerFacts) : undefined
}

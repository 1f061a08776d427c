import type { Row } from '../database.js'

/** What the batches of a ledger are, taken together. */
export interface BatchSums {
  /** The last batch; 0 when there is none. */
  readonly last: number
  readonly count: number
  /** Records that they created and changed. */
  readonly created: number
  readonly updated: number
}

/** SQL of one row, for {@link toBatchSums}. */
export const BATCH_SUMS = `SELECT coalesce(max(sequence), 0) AS last, count(DISTINCT sequence) AS count,
  coalesce(sum(created), 0)::BIGINT AS created, coalesce(sum(updated), 0)::BIGINT AS updated FROM ingest_batch`

export function toBatchSums(row: Row): BatchSums {
  const number = (name: keyof BatchSums): number => Number(row[name])
  return { last: number('last'), count: number('count'), created: number('created'), updated: number('updated') }
}

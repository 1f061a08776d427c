import { MAX_LINES_PER_TRANSACTION } from '@deskledger/domain'
import type { Session } from '../database.js'
import type { SeenTransactions } from './seen-transactions.js'
import { type Refused, refuse } from './stage-odd-lines.js'

/** The two halves of a transaction's 64-bit hash, as the Bloom filter takes them. */
export const HASH_HALVES = `(hash(transaction_id) & 4294967295)::UINTEGER AS low, (hash(transaction_id) >> 32)::UINTEGER AS high`

/** The staged lines' places and the halves of their transactions' hashes, side by side. */
export interface LineHashes {
  readonly places: readonly number[]
  readonly low: readonly number[]
  readonly high: readonly number[]
}

/** Reads what the filter is asked with before the merge, and taught with after it. */
export async function hashesOf(session: Session): Promise<LineHashes> {
  const [places = [], low = [], high = []] = await session.numbers(`SELECT place, ${HASH_HALVES} FROM staged`)
  return { places, low, high }
}

/**
 * Gives each staged line its place among the lines of its transaction, and tells which transactions may be in the
 * table already. Lines beyond `MAX_LINES_PER_TRANSACTION` are refused.
 * @param seen the filter, once it is complete; without it every line may be known
 * @returns how many lines the busiest transaction has
 */
export async function markLines(
  session: Session,
  hashes: LineHashes,
  seen: SeenTransactions | undefined,
  refused: Refused,
): Promise<number> {
  await markKnown(session, hashes, seen)
  // Lines of one transaction have one hash.
  if (new Set(hashes.low).size === hashes.low.length) return 1
  await session.run(NUMBER_LINES)
  const { rounds } = await session.one('SELECT max(occurrence) AS rounds FROM staged')
  const most = rounds as number
  if (most <= MAX_LINES_PER_TRANSACTION) return most
  const beyond = await session.all(
    `SELECT place, transaction_id FROM staged WHERE occurrence > ${MAX_LINES_PER_TRANSACTION} ORDER BY place`,
  )
  for (const row of beyond) {
    refuse(refused, {
      line: (row['place'] as number) + 1,
      transactionId: row['transaction_id'] as string,
      problem: { kind: 'too-many-lines' },
    })
  }
  return MAX_LINES_PER_TRANSACTION
}

/** Later lines of a transaction meet at least the record of its first. */
const NUMBER_LINES = `UPDATE staged SET occurrence = numbered.occurrence, may_be_known = may_be_known OR numbered.occurrence > 1
  FROM (SELECT place, row_number() OVER (PARTITION BY transaction_id ORDER BY place)::INTEGER AS occurrence FROM staged) AS numbered
  WHERE numbered.place = staged.place`

async function markKnown(
  session: Session,
  { places, low, high }: LineHashes,
  seen: SeenTransactions | undefined,
): Promise<void> {
  if (seen === undefined) return session.run('UPDATE staged SET may_be_known = true')
  const known = places.filter((_, at) => seen.mayHave(low[at] ?? 0, high[at] ?? 0))
  if (known.length === 0) return
  await session.run('CREATE OR REPLACE TEMP TABLE known (place INTEGER)')
  await session.append(
    'known',
    known.map((place) => [place]),
  )
  await session.run('UPDATE staged SET may_be_known = true WHERE place IN (SELECT place FROM known)')
}

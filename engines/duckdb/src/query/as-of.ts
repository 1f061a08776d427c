import type { CutOff, RecordQuery } from '@deskledger/domain'
import { BOOKKEEPING_COLUMNS, RECORD_COLUMNS } from '../record-columns.js'
import type { Condition } from './condition.js'
import { whereOf } from './where.js'

/** Everything a record row holds, without its project. */
const COLUMNS = [...RECORD_COLUMNS.map(({ column }) => column), ...BOOKKEEPING_COLUMNS].join(', ')

/**
 * The records of a query as they stood at a held cut-off: those not changed since, and, of those changed or removed since,
 * the state that was kept for it. Reading it again, later or by another statement, gives the same rows.
 */
export function recordsAsOf(query: RecordQuery, cutOff: CutOff): Condition {
  const { sql, parameters } = whereOf(query)
  return {
    sql: `(SELECT ${COLUMNS} FROM connection_record WHERE sequence <= $cut_off AND ${sql}
      UNION ALL
      SELECT ${COLUMNS} FROM superseded_record WHERE sequence <= $cut_off AND superseded_by > $cut_off AND ${sql}
      UNION ALL
      SELECT ${COLUMNS} FROM removed_record WHERE sequence <= $cut_off AND removal > $removals AND ${sql})`,
    parameters: { ...parameters, cut_off: BigInt(cutOff.sequence), removals: BigInt(cutOff.removals ?? 0) },
  }
}

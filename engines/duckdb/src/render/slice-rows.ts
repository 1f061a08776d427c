import type { Condition } from '../query/condition.js'
import { NEWEST_FIRST } from '../query/where.js'
import type { Slice } from './plan-slices.js'

/** SQL for the rows of a slice, in no order. */
export function sliceRows(records: Condition, { fromMs, toMs, skip, take, isWhole }: Slice): string {
  const rows = `SELECT * FROM ${records.sql}
    WHERE connection_start_time >= make_timestamp_ms(${fromMs}) AND connection_start_time < make_timestamp_ms(${toMs})`
  return isWhole ? `(${rows})` : `(${rows} ORDER BY ${NEWEST_FIRST} LIMIT ${take} OFFSET ${skip})`
}

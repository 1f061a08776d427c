import type { Database } from '../database.js'
import type { Condition } from '../query/condition.js'
import { type Bucket, planSlices, type Slice, type SliceLimits } from './plan-slices.js'

/** Stretches that an answer's time is divided into, to find slices of about equal size. */
const BUCKETS = 20_000

/** The slices of an answer, by counting its rows over time. */
export async function findSlices(
  database: Database,
  records: Condition,
  limits: SliceLimits,
  signal: AbortSignal | undefined,
): Promise<Slice[]> {
  return database.use(async (session) => {
    const span = await session.one(
      `SELECT epoch_ms(min(connection_start_time))::DOUBLE AS first, epoch_ms(max(connection_start_time))::DOUBLE AS last
       FROM ${records.sql}`,
      records.parameters,
    )
    const [first, last] = [span['first'] as number | null, span['last'] as number | null]
    if (first === null || last === null) return []
    const widthMs = Math.max(1000, Math.ceil((last - first) / BUCKETS))
    const rows = await session.all(
      `SELECT (epoch_ms(connection_start_time) // ${widthMs} * ${widthMs})::DOUBLE AS from_ms, count(*)::INTEGER AS row_count
       FROM ${records.sql} GROUP BY ALL ORDER BY from_ms DESC`,
      records.parameters,
    )
    const buckets = rows.map(
      (row): Bucket => ({ fromMs: row['from_ms'] as number, rowCount: row['row_count'] as number }),
    )
    return planSlices(buckets, widthMs, limits)
  }, signal)
}

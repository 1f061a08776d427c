import type { RecordQuery } from '@deskledger/domain'
import type { Parameters, Session } from '../database.js'
import type { Bucket } from './locate-page.js'
import { whereOf } from './where.js'

/** Bounds of start times: the first included, the second not; absent is open. */
export interface Stretch {
  readonly fromMs?: number | undefined
  readonly untilMs?: number | undefined
}

/** How many matches start in each part of a stretch that is `widthMs` wide, newest first, parts without any left out. */
export function matchesBy(session: Session, query: RecordQuery, widthMs: number, stretch: Stretch): Promise<Bucket[]> {
  const { sql, parameters } = whereOf(query)
  return bucketsOf(
    session,
    `SELECT (epoch_ms(connection_start_time) // ${widthMs} * ${widthMs})::DOUBLE AS from_ms, count(*)::DOUBLE
     FROM connection_record WHERE ${sql} AND ${startsWithin(stretch)} GROUP BY from_ms ORDER BY from_ms DESC`,
    parameters,
  )
}

/** Rows of two numbers, the start of a bucket and its count. */
export async function bucketsOf(session: Session, sql: string, parameters: Parameters): Promise<Bucket[]> {
  const [starts = [], counts = []] = await session.numbers(sql, parameters)
  return starts.map((fromMs, place) => ({ fromMs, count: counts[place] ?? 0 }))
}

/** The condition, as literals: bounds that the engine can skip row groups by. The numbers are made here, of instants. */
export function startsWithin({ fromMs, untilMs }: Stretch): string {
  const from = fromMs === undefined ? 'true' : `connection_start_time >= make_timestamp_ms(${fromMs})`
  const until = untilMs === undefined ? 'true' : `connection_start_time < make_timestamp_ms(${untilMs})`
  return `${from} AND ${until}`
}

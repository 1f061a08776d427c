import type { RecordQuery } from '@deskledger/domain'
import type { Session } from '../database.js'
import { conditionWithin } from './condition.js'
import type { Bucket } from './locate-page.js'
import { bucketsOf, matchesBy } from './matches.js'
import { isEmptyRange } from './where.js'

/** Width of the buckets that are kept with the records (sql/0004_keys_and_hours.sql). */
export const HOUR_MS = 3_600_000

/**
 * How many records of the project start in each hour that the query's range touches, newest first. Whatever else the query
 * asks for is not looked at, nor who may see them: answers are made of this only for a query by time alone.
 */
export async function hoursOf(session: Session, query: RecordQuery): Promise<Bucket[]> {
  if (isEmptyRange(query)) return []
  const { projectId, startedFrom, startedUntil } = query
  const { sql, parameters } = conditionWithin({ projectId }, 'true', [
    ['first_hour', startedFrom && new Date(hourOf(startedFrom)), 'starts_at >= $first_hour'],
    ['started_until', startedUntil, 'starts_at <= $started_until'],
  ])
  return bucketsOf(
    session,
    `SELECT epoch_ms(starts_at)::DOUBLE AS from_ms, record_count::DOUBLE FROM record_hour WHERE ${sql} ORDER BY from_ms DESC`,
    parameters,
  )
}

/** The same hours of a query by time alone; those that its range cuts are counted within it. */
export async function matchesByHour(session: Session, query: RecordQuery, hours: readonly Bucket[]): Promise<Bucket[]> {
  const { startedFrom, startedUntil } = query
  const matches: Bucket[] = []
  for (const hour of hours) {
    const [fromMs, untilMs] = [hour.fromMs, hour.fromMs + HOUR_MS]
    const isCut = (startedFrom?.getTime() ?? fromMs) > fromMs || (startedUntil?.getTime() ?? untilMs) < untilMs - 1
    if (isCut) matches.push(...(await matchesBy(session, query, HOUR_MS, { fromMs, untilMs })))
    else matches.push(hour)
  }
  return matches
}

function hourOf(instant: Date): number {
  return Math.floor(instant.getTime() / HOUR_MS) * HOUR_MS
}

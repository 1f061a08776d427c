import type { OnlineUserCount, OnlineUserQuestion, RecordQuery } from '@deskledger/domain'
import type { Session } from '../database.js'
import { placeSql } from './place-sql.js'
import { usersByPlace } from './users-by-place.js'
import { whereOf } from './where.js'

const WIDTH_MS = { hour: 3_600_000, day: 86_400_000 } as const

/** Since when a connection was online: the domain's `onlineSince`; NULL when it never was. */
export const ONLINE_SINCE = `coalesce(connection_setup_time,
  CASE WHEN connection_end_time IS NOT NULL AND coalesce(connection_failure_reason, '') = '' THEN connection_start_time END)`

/** Counts online users by hours or days of UTC. */
export async function countOnlineUsers(
  session: Session,
  { scope, from, until, bucket, now }: OnlineUserQuestion,
): Promise<OnlineUserCount[]> {
  const widthMs = WIDTH_MS[bucket]
  const firstMs = Math.floor(from.getTime() / widthMs) * widthMs
  const count = Math.floor((until.getTime() - firstMs) / widthMs) + 1
  if (count < 1) return []
  const bounds = Array.from({ length: count + 1 }, (_, at) => new Date(firstMs + at * widthMs))
  const counts = await onlineUsersBetween(session, scope, bounds, now)
  return counts.map((userCount, at) => ({ startsAt: new Date(firstMs + at * widthMs), userCount }))
}

/**
 * How many users of the query's connections were online in each stretch; its times do not matter. One scan: each connection
 * marks the stretches it touches.
 * @param bounds the start of each stretch, then the end of the last
 */
export function onlineUsersBetween(
  session: Session,
  query: RecordQuery,
  bounds: readonly Date[],
  now: Date,
): Promise<number[]> {
  const [from, end] = [bounds[0], bounds.at(-1)]
  const { sql: where, parameters } = whereOf({ ...query, startedFrom: undefined, startedUntil: undefined }, [
    ['from', from, 'coalesce(connection_end_time, $now) >= $from'],
    ['until', end && new Date(end.getTime() - 1), `${ONLINE_SINCE} <= $until`],
  ])
  const marks = `SELECT user_name, unnest(range(
      ${placeSql(`greatest(${ONLINE_SINCE}, $from)`, bounds)},
      ${placeSql('least(coalesce(connection_end_time, $now), $until)', bounds)} + 1)) AS place
    FROM connection_record
    WHERE ${where} AND user_name <> '' AND ${ONLINE_SINCE} <= coalesce(connection_end_time, $now)`
  return usersByPlace(session, marks, bounds.length - 1, { ...parameters, now })
}

import type { OnlineUserCount, OnlineUserQuestion } from '@deskledger/domain'
import type { Session } from '../database.js'
import { foldSql } from '../fold-sql.js'
import { recordsWithin } from './where.js'

const WIDTH_MS = { hour: 3_600_000, day: 86_400_000 } as const

/** Since when a connection was online: the domain's `onlineSince`; NULL when it never was. */
export const ONLINE_SINCE = `coalesce(connection_setup_time,
  CASE WHEN connection_end_time IS NOT NULL AND coalesce(connection_failure_reason, '') = '' THEN connection_start_time END)`

/**
 * Counts online users in one scan. Each connection sets the bits of the stretches it touches in one bitstring of its user,
 * so that memory grows with the users alone; names are folded once per spelling.
 */
export async function countOnlineUsers(
  session: Session,
  { scope, from, until, bucket, now }: OnlineUserQuestion,
): Promise<OnlineUserCount[]> {
  const widthMs = WIDTH_MS[bucket]
  const firstMs = Math.floor(from.getTime() / widthMs) * widthMs
  const count = Math.floor((until.getTime() - firstMs) / widthMs) + 1
  if (count < 1) return []
  const { sql: where, parameters } = recordsWithin(scope, [
    ['from', new Date(firstMs), 'coalesce(connection_end_time, $now) >= $from'],
    ['until', new Date(firstMs + count * widthMs - 1), `${ONLINE_SINCE} <= $until`],
  ])
  // The only numbers put into the text are made here of instants; bitstrings want their length as a constant.
  const place = (instant: string): string => `(epoch_ms(${instant}) - ${firstMs}) // ${widthMs}`
  const rows = await session.all(
    `WITH touched AS (
       SELECT user_name, unnest(range(
         ${place(`greatest(${ONLINE_SINCE}, $from)`)},
         ${place('least(coalesce(connection_end_time, $now), $until)')} + 1)) AS place
       FROM connection_record
       WHERE ${where} AND user_name <> '' AND ${ONLINE_SINCE} <= coalesce(connection_end_time, $now)
     ), spelled AS (
       SELECT user_name, bitstring_agg(place, 0, ${count - 1}) AS online FROM touched GROUP BY user_name
     ), users AS (
       SELECT bit_or(online) AS online FROM spelled GROUP BY ${foldSql('user_name')}
     )
     SELECT place::INTEGER AS place, count(*)::INTEGER AS user_count
     FROM users, range(${count}) stretches(place) WHERE get_bit(online, place::INTEGER) = 1 GROUP BY ALL`,
    { ...parameters, now },
  )
  const counts = new Map(rows.map((row) => [row['place'] as number, row['user_count'] as number]))
  return Array.from({ length: count }, (_, at) => ({
    startsAt: new Date(firstMs + at * widthMs),
    userCount: counts.get(at) ?? 0,
  }))
}

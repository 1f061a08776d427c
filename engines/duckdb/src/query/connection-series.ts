import type { ConnectionSeriesBucket, ConnectionSeriesQuestion, RecordQuery } from '@deskledger/domain'
import type { Session } from '../database.js'
import { onlineUsersBetween } from './online-users.js'
import { placeSql } from './place-sql.js'
import { type StartedConnections, startedConnectionsBetween } from './started-connections.js'
import { usersByPlace } from './users-by-place.js'
import { whereOf } from './where.js'

const NONE: StartedConnections = {
  connectionCount: 0,
  failureCount: 0,
  breakCount: 0,
  e2eRttMs: { count: 0 },
  networkRttMs: { count: 0 },
}

/**
 * What the connections of each bucket are like, of one state of the table. Three statements, whatever the number of buckets,
 * each of which reads its own few columns once: one for all would have to group each row by latency and by user, and
 * took three times as long.
 */
export function connectionSeries(
  session: Session,
  { query, bounds, now }: ConnectionSeriesQuestion,
): Promise<ConnectionSeriesBucket[]> {
  return session.transaction(async () => {
    const started = await startedConnectionsBetween(session, query, bounds)
    const users = await startingUsersBetween(session, query, bounds)
    const onlineUsers = await onlineUsersBetween(session, query, bounds, now)
    return bounds.slice(0, -1).map((startsAt, place) => ({
      startsAt,
      ...(started.get(place) ?? NONE),
      userCount: users[place] ?? 0,
      onlineUserCount: onlineUsers[place] ?? 0,
    }))
  })
}

function startingUsersBetween(session: Session, query: RecordQuery, bounds: readonly Date[]): Promise<number[]> {
  const { sql: where, parameters } = whereOf(query)
  const marks = `SELECT user_name, ${placeSql('connection_start_time', bounds)} AS place
    FROM connection_record WHERE ${where} AND user_name <> ''`
  return usersByPlace(session, marks, bounds.length - 1, parameters)
}

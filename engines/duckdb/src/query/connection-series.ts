import type { ConnectionSeriesBucket, ConnectionSeriesQuestion, LatencySummary } from '@deskledger/domain'
import type { Session } from '../database.js'
import { foldSql } from '../fold-sql.js'
import type { Condition } from './condition.js'
import { ONLINE_SINCE } from './online-users.js'
import { placeSql } from './place-sql.js'
import { STATUS } from './status-sql.js'
import { isEmptyRange, whereOf } from './where.js'

/** Stands for a connection that started, beside its bits. */
const STARTED = -1

/** Whether the cumulated count has reached the nearest rank of a percentile; in whole numbers, so it is exact. */
const reached = (percent: number): string => `upto * 100 >= known * ${percent}`

/**
 * Answers a series in one scan. Each connection makes marks: that it started, by which it is counted with its bucket and
 * latencies; and bits of its user, the first `n` for buckets it was online in, the others for where it started. So memory
 * grows with the users and the different latencies of a bucket, not with the records. Percentiles are read off the counts.
 */
export async function connectionSeries(
  session: Session,
  question: ConnectionSeriesQuestion,
): Promise<ConnectionSeriesBucket[]> {
  const { bounds } = question
  const n = bounds.length - 1
  const { sql: marked, parameters } = marksOf(question)
  const columns = await session.numbers(
    `WITH marked AS (${marked}), counted AS MATERIALIZED (
       SELECT place, GROUPING(e2e_rtt) = 1 AS is_network, coalesce(e2e_rtt, network_rtt) AS latency, user_name,
         count(*) AS n, count(*) FILTER (has_failed) AS failed, count(*) FILTER (has_broken) AS broken,
         bitstring_agg(mark, 0, ${2 * n - 1}) FILTER (mark <> ${STARTED}) AS bits
       FROM marked GROUP BY GROUPING SETS ((place, e2e_rtt), (place, network_rtt), (user_name))
     ), cumulated AS (
       SELECT *, sum(n) FILTER (latency IS NOT NULL) OVER (PARTITION BY place, is_network) AS known,
         sum(n) OVER (PARTITION BY place, is_network ORDER BY latency NULLS LAST ROWS UNBOUNDED PRECEDING) AS upto
       FROM counted WHERE place IS NOT NULL
     ), latencies AS MATERIALIZED (
       SELECT place, is_network, sum(n) AS n, sum(failed) AS failed, sum(broken) AS broken,
         any_value(known) AS known, min(latency) FILTER (${reached(10)}) AS p10,
         min(latency) FILTER (${reached(50)}) AS p50, min(latency) FILTER (${reached(90)}) AS p90
       FROM cumulated GROUP BY place, is_network
     ), users AS (
       SELECT bit_or(bits) AS bits FROM counted WHERE user_name IS NOT NULL GROUP BY ${foldSql('user_name')}
     ), user_counts AS MATERIALIZED (
       SELECT place, count(*) AS users FROM users, range(${2 * n}) places(place)
       WHERE get_bit(bits, place::INTEGER) = 1 GROUP BY place
     )
     SELECT e.n::DOUBLE, e.failed::DOUBLE, e.broken::DOUBLE, started.users::DOUBLE, online.users::DOUBLE,
       e.known::DOUBLE, e.p10, e.p50, e.p90, network.known::DOUBLE, network.p10, network.p50, network.p90
     FROM range(${n}) places(place)
     LEFT JOIN latencies e ON e.place = places.place AND NOT e.is_network
     LEFT JOIN latencies network ON network.place = places.place AND network.is_network
     LEFT JOIN user_counts started ON started.place = places.place + ${n}
     LEFT JOIN user_counts online ON online.place = places.place
     ORDER BY places.place`,
    parameters,
  )
  return bounds.slice(0, -1).map((startsAt, place) =>
    toBucket(
      startsAt,
      columns.map((column) => column[place] ?? 0),
    ),
  )
}

/**
 * Rows of marks. Connections that started in the range, and others that were online within the bounds, are read apart: those
 * are few, and of these, which may be all from before, only what tells when they were online.
 */
function marksOf({ query, bounds, now }: ConnectionSeriesQuestion): Condition {
  const [from, until] = [bounds[0] ?? now, new Date((bounds.at(-1) ?? now).getTime() - 1)]
  const { startedFrom = from, startedUntil = until } = query
  const { sql: where, parameters } = whereOf({ ...query, startedFrom: undefined, startedUntil: undefined })
  const firstPlace = placeSql(`greatest(${ONLINE_SINCE}, $from)`, bounds)
  const lastPlace = placeSql(`least(${ONLINE_UNTIL}, $until)`, bounds)
  const online = `CASE WHEN ${WAS_ONLINE} THEN range(${firstPlace}, ${lastPlace} + 1) ELSE [] END`
  const startPlace = placeSql('connection_start_time', bounds)
  return {
    sql: `SELECT CASE WHEN mark = ${STARTED} THEN start_place END AS place,
        CASE WHEN mark = ${STARTED} THEN e2e_rtt END AS e2e_rtt,
        CASE WHEN mark = ${STARTED} THEN network_rtt END AS network_rtt,
        CASE WHEN mark <> ${STARTED} THEN nullif(user_name, '') END AS user_name, has_failed, has_broken, mark
      FROM (
        SELECT user_name, e2e_rtt, network_rtt, ${STATUS} = 'failed' AS has_failed, ${STATUS} = 'broken' AS has_broken,
          ${startPlace} AS start_place,
          unnest(list_concat([${STARTED}, ${bounds.length - 1} + start_place], ${online})) AS mark
        FROM connection_record WHERE ${where} AND ${HAS_STARTED} AND ${!isEmptyRange(query)}
        UNION ALL
        SELECT user_name, NULL, NULL, false, false, NULL, unnest(${online}) AS mark
        FROM connection_record
        WHERE ${where} AND (connection_end_time >= $from OR connection_end_time IS NULL) AND ${WAS_ONLINE}
          AND NOT (${HAS_STARTED} AND ${!isEmptyRange(query)})
      )`,
    parameters: { ...parameters, from, until, started_from: startedFrom, started_until: startedUntil, now },
  }
}

const HAS_STARTED = `connection_start_time >= greatest($started_from, $from)
  AND connection_start_time <= least($started_until, $until)`

/** As `countOnlineUsers` has it. */
const ONLINE_UNTIL = 'coalesce(connection_end_time, $now)'

const WAS_ONLINE = `(user_name <> '' AND ${ONLINE_UNTIL} >= $from AND ${ONLINE_SINCE} <= $until
  AND ${ONLINE_SINCE} <= ${ONLINE_UNTIL})`

function toBucket(startsAt: Date, row: readonly number[]): ConnectionSeriesBucket {
  const [connectionCount = 0, failureCount = 0, breakCount = 0, userCount = 0, onlineUserCount = 0] = row
  return {
    startsAt,
    connectionCount,
    failureCount,
    breakCount,
    userCount,
    onlineUserCount,
    e2eRttMs: latencySummary(row.slice(5, 9)),
    networkRttMs: latencySummary(row.slice(9)),
  }
}

function latencySummary([count = 0, p10, p50, p90]: readonly number[]): LatencySummary {
  return count === 0 ? { count } : { count, p10, p50, p90 }
}

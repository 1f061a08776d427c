import type { LatencySummary, RecordQuery } from '@deskledger/domain'
import type { Session } from '../database.js'
import { placeSql } from './place-sql.js'
import { STATUS } from './status-sql.js'
import { whereOf } from './where.js'

/** What connections that started in one stretch are like; their users are counted elsewhere. */
export interface StartedConnections {
  readonly connectionCount: number
  readonly failureCount: number
  readonly breakCount: number
  readonly e2eRttMs: LatencySummary
  readonly networkRttMs: LatencySummary
}

/** Whether the cumulated count has reached the nearest rank of a percentile; whole numbers, so it is exact. */
const reached = (percent: number): string => `upto * 100 >= known * ${percent}`

/**
 * Counts the query's connections by where they started. One scan: they are counted by stretch and latency, so that memory
 * grows with the different latencies alone, and the percentiles are read off the counts.
 * @param bounds the start of each stretch, then the end of the last; the query's range lies within
 */
export async function startedConnectionsBetween(
  session: Session,
  query: RecordQuery,
  bounds: readonly Date[],
): Promise<ReadonlyMap<number, StartedConnections>> {
  const { sql: where, parameters } = whereOf(query)
  const [places = [], ...columns] = await session.numbers(
    `WITH counted AS (
       SELECT place, GROUPING(e2e_rtt) = 1 AS is_network, coalesce(e2e_rtt, network_rtt) AS latency, count(*) AS n,
         count(*) FILTER (status = 'failed') AS failed, count(*) FILTER (status = 'broken') AS broken
       FROM (SELECT ${placeSql('connection_start_time', bounds)} AS place, e2e_rtt, network_rtt, ${STATUS} AS status
         FROM connection_record WHERE ${where})
       GROUP BY GROUPING SETS ((place, e2e_rtt), (place, network_rtt))
     ), cumulated AS (
       SELECT *, sum(n) FILTER (latency IS NOT NULL) OVER (PARTITION BY place, is_network) AS known,
         sum(n) OVER (PARTITION BY place, is_network ORDER BY latency NULLS LAST ROWS UNBOUNDED PRECEDING) AS upto
       FROM counted
     ), latencies AS (
       SELECT place, is_network, sum(n) AS n, sum(failed) AS failed, sum(broken) AS broken,
         coalesce(any_value(known), 0) AS known, min(latency) FILTER (${reached(10)}) AS p10,
         min(latency) FILTER (${reached(50)}) AS p50, min(latency) FILTER (${reached(90)}) AS p90
       FROM cumulated GROUP BY place, is_network
     )
     SELECT e.place::DOUBLE, e.n::DOUBLE, e.failed::DOUBLE, e.broken::DOUBLE,
       e.known::DOUBLE, e.p10, e.p50, e.p90, n.known::DOUBLE, n.p10, n.p50, n.p90
     FROM latencies e JOIN latencies n ON n.place = e.place AND n.is_network AND NOT e.is_network`,
    parameters,
  )
  return new Map(places.map((place, at) => [place, startedConnections(columns.map((column) => column[at] ?? 0))]))
}

/** A row of the statement without its place. */
function startedConnections(row: readonly number[]): StartedConnections {
  const [connectionCount = 0, failureCount = 0, breakCount = 0] = row
  const e2eRttMs = latencySummary(row.slice(3, 7))
  return { connectionCount, failureCount, breakCount, e2eRttMs, networkRttMs: latencySummary(row.slice(7)) }
}

function latencySummary([count = 0, p10, p50, p90]: readonly number[]): LatencySummary {
  return count === 0 ? { count } : { count, p10, p50, p90 }
}

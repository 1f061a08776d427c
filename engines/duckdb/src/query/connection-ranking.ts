import {
  type ConnectionRanking,
  type ConnectionRankingQuestion,
  GROUPINGS,
  type GroupingField,
  type RankedConnections,
  type RankingOrder,
} from '@deskledger/domain'
import type { Row, Session } from '../database.js'
import { foldSql } from '../fold-sql.js'
import { columnByName } from '../record-columns.js'
import { ADDRESS } from './address-sql.js'
import { networkSql } from './network-sql.js'
import { ONLINE_SINCE } from './online-users.js'
import { STATUS } from './status-sql.js'
import { whereOf } from './where.js'

/** Until when a connection was online: its end, or now while it is ongoing. */
const ONLINE_UNTIL = `coalesce(connection_end_time,
  CASE WHEN coalesce(connection_failure_reason, '') = '' THEN $now END)`

/** The domain's `connectedMs`. */
const CONNECTED_MS = `greatest(coalesce(epoch_ms(${ONLINE_UNTIL}) - epoch_ms(${ONLINE_SINCE}), 0), 0)`

const ORDERS: Readonly<Record<RankingOrder, string>> = {
  connections: 'connections',
  failures: 'failed',
  connectedTime: 'connected_ms',
  medianE2eRtt: 'p50',
}

/** The value of the nearest rank. */
const percentile = (percent: number): string => `latencies[(len(latencies) * ${percent} + 99) // 100]`

/**
 * Ranks groups of connections. One scan: they are counted by spelling and user, far fewer than records, and the rest is
 * made of that; latencies are kept one by one, since percentiles of groups do not follow from those of their parts.
 */
export async function connectionRanking(
  session: Session,
  { query, by, order, minConnections, limit, now }: ConnectionRankingQuestion,
): Promise<ConnectionRanking> {
  const { sql: where, parameters } = whereOf(query)
  const { spelling, shared } = groupingSql(by)
  const counted = order === 'medianE2eRtt' ? 'known' : 'connections'
  const rows = await session.all(
    `WITH pairs AS (
       SELECT ${spelling} AS spelling, user_name, count(*) AS n,
         count(*) FILTER (${STATUS} = 'failed') AS failed, count(*) FILTER (${STATUS} = 'broken') AS broken,
         sum(${CONNECTED_MS}) AS connected_ms, max(connection_start_time) AS last_start,
         list(e2e_rtt) FILTER (e2e_rtt IS NOT NULL) AS latencies
       FROM connection_record WHERE ${where} GROUP BY ALL
     ), merged AS (
       SELECT ${shared} AS shared, max({'start': last_start, 'spelling': spelling}) AS newest, sum(n) AS connections,
         sum(failed) AS failed, sum(broken) AS broken, sum(connected_ms) AS connected_ms,
         count(DISTINCT ${foldSql('user_name')}) FILTER (user_name <> '') AS users,
         list_sort(flatten(list(latencies) FILTER (latencies IS NOT NULL))) AS latencies
       FROM pairs GROUP BY shared
     ), shares AS MATERIALIZED (
       SELECT * EXCLUDE (latencies), coalesce(len(latencies), 0) AS known,
         ${percentile(10)} AS p10, ${percentile(50)} AS p50, ${percentile(90)} AS p90
       FROM merged
     ), ranked AS (
       SELECT *, count(*) OVER () AS group_count FROM shares
       WHERE shared IS NOT NULL AND ${counted} >= $min_connections
       ORDER BY ${ORDERS[order]} DESC, connections DESC, shared LIMIT $limit
     ), outside AS (
       SELECT coalesce(sum(connections), 0)::DOUBLE AS without_value FROM shares WHERE shared IS NULL
     )
     SELECT without_value, group_count::DOUBLE AS group_count, ${by === 'network' ? 'shared' : 'newest.spelling'} AS value,
       connections::DOUBLE AS connections, failed::DOUBLE AS failed, broken::DOUBLE AS broken, users::DOUBLE AS users,
       connected_ms::DOUBLE AS connected_ms, newest.start AS last_start, known::DOUBLE AS known, p10, p50, p90
     FROM outside LEFT JOIN ranked ON true
     ORDER BY ${ORDERS[order]} DESC, connections DESC, shared`,
    { ...parameters, now, min_connections: minConnections, limit },
  )
  const [first] = rows
  return {
    groupCount: numberOf(first, 'group_count'),
    withoutValueCount: numberOf(first, 'without_value'),
    items: rows.filter((row) => row['value'] !== null).map(toRanked),
  }
}

/** SQL of what rows are counted by first, and of what their group shares, made of that; NULL when they are in none. */
function groupingSql(by: GroupingField): { readonly spelling: string; readonly shared: string } {
  if (by === 'network') return { spelling: ADDRESS, shared: networkSql('spelling') }
  const text = "nullif(spelling, '')"
  return { spelling: columnByName(by).column, shared: GROUPINGS[by].isFolded ? foldSql(text) : text }
}

function toRanked(row: Row): RankedConnections {
  const count = numberOf(row, 'known')
  const percentiles = { p10: numberOf(row, 'p10'), p50: numberOf(row, 'p50'), p90: numberOf(row, 'p90') }
  return {
    value: row['value'] as string,
    connectionCount: numberOf(row, 'connections'),
    failureCount: numberOf(row, 'failed'),
    breakCount: numberOf(row, 'broken'),
    userCount: numberOf(row, 'users'),
    connectedMs: numberOf(row, 'connected_ms'),
    e2eRttMs: count === 0 ? { count } : { count, ...percentiles },
    lastStartedAt: row['last_start'] as Date,
  }
}

function numberOf(row: Row | undefined, name: string): number {
  return Number(row?.[name] ?? 0)
}

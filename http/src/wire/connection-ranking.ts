import type { ConnectionRankingItem, ConnectionRanking as ConnectionRankingView, QueryOf } from '@deskledger/contract'
import type {
  ConnectionRanking,
  ConnectionRankingQuestion,
  GroupingField,
  RankedConnections,
  RankingOrder,
} from '@deskledger/domain'
import type { SettledQuery } from '../reading/query.js'
import { toLatencySummary } from './connection-series.js'
import { type BoundedFilter, toStatisticsFilter } from './statistics-filter.js'

type Query = QueryOf<'ListConnectionRanking'>
type Choice<Name extends keyof Query> = NonNullable<Query[Name]>

/** What each choice groups by, and the parameter that finds a group again. */
const GROUPINGS: Readonly<
  Record<Choice<'by'>, { readonly by: GroupingField; readonly filter: Extract<keyof Query, string> }>
> = {
  user_name: { by: 'userName', filter: 'user_name' },
  computer_name: { by: 'computerName', filter: 'computer_name' },
  connection_failure_reason: { by: 'failureReason', filter: 'connection_failure_reason' },
  terminal_type: { by: 'terminalType', filter: 'whole_terminal_type' },
  client_version: { by: 'clientVersion', filter: 'client_version' },
  agent_version: { by: 'agentVersion', filter: 'agent_version' },
  network: { by: 'network', filter: 'network' },
}

const ORDERS: Readonly<Record<Choice<'order'>, RankingOrder>> = {
  connections: 'connections',
  failures: 'failures',
  connected_seconds: 'connectedTime',
  median_e2e_rtt: 'medianE2eRtt',
}

/** Parameters that the contract has a default of. */
export const RANKING_DEFAULTS = ['by', 'order', 'min_connections', 'limit'] as const

type RankingQuery = SettledQuery<'ListConnectionRanking', (typeof RANKING_DEFAULTS)[number]>

/** A ranking as it is asked for. */
export interface RankingRequest extends Omit<ConnectionRankingQuestion, 'query' | 'now'> {
  readonly filter: BoundedFilter
}

/**
 * The ranking that a request asks for.
 *
 * @throws {InvalidParameterError} a filter does not fit
 */
export function toRankingOrder(query: RankingQuery, now: Date): RankingRequest {
  const { by, order, min_connections: minConnections, limit } = query
  return {
    filter: toStatisticsFilter(query, now),
    by: GROUPINGS[by].by,
    order: ORDERS[order],
    minConnections,
    limit,
  }
}

/** The answer. */
export function toConnectionRanking(
  { by, order }: RankingQuery,
  { startedFrom, startedUntil }: BoundedFilter,
  ranking: ConnectionRanking,
): ConnectionRankingView {
  return {
    by,
    order,
    filter: GROUPINGS[by].filter,
    start_time: startedFrom.toISOString(),
    end_time: startedUntil.toISOString(),
    group_count: ranking.groupCount,
    connections_without_value: ranking.withoutValueCount,
    items: ranking.items.map(toItem),
  }
}

function toItem(ranked: RankedConnections): ConnectionRankingItem {
  return {
    value: ranked.value,
    connections: ranked.connectionCount,
    failures: ranked.failureCount,
    breaks: ranked.breakCount,
    users: ranked.userCount,
    connected_seconds: Math.floor(ranked.connectedMs / 1000),
    e2e_rtt: toLatencySummary(ranked.e2eRttMs),
    last_connection_start_time: ranked.lastStartedAt.toISOString(),
  }
}

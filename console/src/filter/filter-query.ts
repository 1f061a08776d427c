import type { QueryOf } from '@deskledger/client'
import { defined, type FilterSearch, PRESETS } from './filter-search.js'

/** Filter and range as the API takes them. */
export type FilterQuery = Omit<QueryOf<'ListLoginRecordsNew'>, 'start_time' | 'end_time' | 'offset' | 'limit'> &
  TimeRange

interface TimeRange {
  readonly start_time: string
  readonly end_time: string
}

/** The search as the API takes it. A preset ends with the present, so that asking again finds what came since. */
export function toFilterQuery(search: FilterSearch, now: Date): FilterQuery {
  return {
    ...timeRange(search, now),
    ...defined({
      user_name: search.user,
      computer_name: search.desktop,
      public_ip: search.ip,
      terminal_type: search.terminal,
      domain: search.domain,
      enterprise_project_id: search.ep,
      status: search.status,
      connection_failure_reason: search.reason,
      client_version: search.client,
      agent_version: search.agent,
      whole_terminal_type: search.os,
      network: search.net,
      min_network_rtt: search.minRtt,
      max_network_rtt: search.maxRtt,
    }),
  }
}

/** From when to when records are shown; instants as the API takes them. */
function timeRange({ range = '24h', from, to }: FilterSearch, now: Date): TimeRange {
  if (from !== undefined && to !== undefined) return { start_time: from, end_time: to }
  const start = new Date(now.getTime() - PRESETS[range] * 3_600_000)
  return { start_time: start.toISOString(), end_time: now.toISOString() }
}

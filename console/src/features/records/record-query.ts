import type { ConnectionRecordPage, DeskledgerClient, QueryOf } from '@deskledger/client'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { PRESETS, type RecordSearch } from './record-search.js'

/** The search as the API takes it. A preset ends with the present minute, so that asking again finds what came since. */
export function toListQuery(search: RecordSearch, now: Date): QueryOf<'ListLoginRecordsNew'> {
  const { user, desktop, ip, terminal, domain, ep, minRtt, maxRtt, page = 1, size = 20 } = search
  return withoutUndefined({
    ...timeRange(search, now),
    user_name: user,
    computer_name: desktop,
    public_ip: ip,
    terminal_type: terminal,
    domain,
    enterprise_project_id: ep,
    min_network_rtt: minRtt,
    max_network_rtt: maxRtt,
    offset: (page - 1) * size,
    limit: size,
  })
}

/**
 * The search as an export takes it. The list filters by network latency and the export by end-to-end latency (spec/api.md
 * 1 and 2), so latency cannot be carried over.
 */
export function toExportFilter(
  search: RecordSearch,
  now: Date,
): Omit<QueryOf<'ListLoginRecordsNew'>, 'offset' | 'limit'> {
  const {
    offset: _offset,
    limit: _limit,
    min_network_rtt: _min,
    max_network_rtt: _max,
    ...filter
  } = toListQuery(search, now)
  return filter
}

/** From when to when records are shown; instants as the API takes them. */
function timeRange(
  { range = '24h', from, to }: RecordSearch,
  now: Date,
): { readonly start_time: string; readonly end_time: string } {
  if (from !== undefined && to !== undefined) return { start_time: from, end_time: to }
  const start = new Date(now.getTime() - PRESETS[range] * 3_600_000)
  return { start_time: start.toISOString(), end_time: now.toISOString() }
}

/** One page of records. What was shown stays until the next page is there. */
export function recordPageQuery(client: DeskledgerClient, projectId: string, search: RecordSearch) {
  return queryOptions({
    queryKey: ['records', projectId, search],
    queryFn: ({ signal }): Promise<ConnectionRecordPage> =>
      client.listLoginRecords(toListQuery(search, new Date()), { signal }),
    placeholderData: keepPreviousData,
  })
}

function withoutUndefined<T extends object>(members: T): { [Key in keyof T]: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]: Exclude<T[Key], undefined>
  }
}

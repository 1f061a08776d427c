import type { ConnectionRecordPage, DeskledgerClient, QueryOf } from '@deskledger/client'
import { queryOptions } from '@tanstack/react-query'
import { keptWithin } from '../../app/kept-answer.js'
import { type FilterQuery, toFilterQuery } from '../../filter/filter-query.js'
import type { FilterSearch } from '../../filter/filter-search.js'
import type { RecordSearch } from './record-search.js'

/** The search as the API takes it. */
export function toListQuery(search: RecordSearch, now: Date): QueryOf<'ListLoginRecordsNew'> {
  const { page = 1, size = 20 } = search
  return { ...toFilterQuery(search, now), offset: (page - 1) * size, limit: size }
}

/**
 * The search as an export takes it. The list filters by network latency and the export by end-to-end latency (spec/api.md
 * 1 and 2), so latency cannot be carried over.
 */
export function toExportFilter(
  search: FilterSearch,
  now: Date,
): Omit<FilterQuery, 'min_network_rtt' | 'max_network_rtt'> {
  const { min_network_rtt: _min, max_network_rtt: _max, ...filter } = toFilterQuery(search, now)
  return filter
}

/** One page of records. What was shown stays until the next page is there. */
export function recordPageQuery(client: DeskledgerClient, projectId: string, search: RecordSearch) {
  return queryOptions({
    queryKey: ['records', projectId, search],
    queryFn: ({ signal }): Promise<ConnectionRecordPage> =>
      client.listLoginRecords(toListQuery(search, new Date()), { signal }),
    placeholderData: keptWithin(projectId),
  })
}

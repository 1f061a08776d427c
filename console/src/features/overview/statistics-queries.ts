import type { ConnectionRanking, ConnectionSeries, DeskledgerClient, QueryOf } from '@deskledger/client'
import { queryOptions } from '@tanstack/react-query'
import { keptWithin } from '../../app/kept-answer.js'
import { toFilterQuery } from '../../filter/filter-query.js'
import type { FilterSearch } from '../../filter/filter-search.js'
import type { Grain } from './grain.js'

/** By what connections are ranked, and which come first. */
export type RankingOrder = Pick<QueryOf<'ListConnectionRanking'>, 'by' | 'order' | 'min_connections' | 'limit'>

/** How long statistics count as fresh, in milliseconds: they read the whole range. */
const FRESH_MS = 60_000

/** Connections over time. */
export function seriesQuery(
  client: DeskledgerClient,
  projectId: string,
  search: FilterSearch,
  grain: Grain,
  timeZone: string,
) {
  return queryOptions({
    queryKey: ['statistics', projectId, 'series', search, grain, timeZone],
    queryFn: ({ signal }): Promise<ConnectionSeries> =>
      client.showConnectionSeries({ ...toFilterQuery(search, new Date()), grain, time_zone: timeZone }, { signal }),
    staleTime: FRESH_MS,
    placeholderData: keptWithin(projectId),
  })
}

/** The first names of a ranking. */
export function rankingQuery(client: DeskledgerClient, projectId: string, search: FilterSearch, order: RankingOrder) {
  return queryOptions({
    queryKey: ['statistics', projectId, 'ranking', search, order],
    queryFn: ({ signal }): Promise<ConnectionRanking> =>
      client.listConnectionRanking({ ...toFilterQuery(search, new Date()), ...order }, { signal }),
    staleTime: FRESH_MS,
    placeholderData: keptWithin(projectId),
  })
}

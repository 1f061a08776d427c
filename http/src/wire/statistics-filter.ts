import type { RecordFilter } from '@deskledger/domain'
import { toListFilter } from './record-filter.js'

const DAY_MS = 86_400_000

/** A filter whose range is known. */
export type BoundedFilter = RecordFilter & { readonly startedFrom: Date; readonly startedUntil: Date }

/**
 * The filter of statistics: that of a list, of the last 24 hours unless both times are given.
 *
 * @throws {InvalidParameterError} as {@link toListFilter}
 */
export function toStatisticsFilter(query: Parameters<typeof toListFilter>[0], now: Date): BoundedFilter {
  const filter = toListFilter(query)
  const { startedFrom = new Date(now.getTime() - DAY_MS), startedUntil = now } = filter
  return { ...filter, startedFrom, startedUntil }
}

import type { FilterSearch } from '../../filter/filter-search.js'

/** Buckets in order of time, and the range that they were asked for. */
export interface Buckets {
  readonly items: readonly { readonly start_time: string }[]
  readonly start_time: string
  readonly end_time: string
}

/**
 * From when to when the connections of one bucket started: up to the millisecond before the next one, since both ends of a
 * list's range belong to it (spec/api.md 11), and never beyond the range that was asked for.
 */
export function bucketRange(
  { items, start_time: first, end_time: last }: Buckets,
  place: number,
): Required<Pick<FilterSearch, 'from' | 'to'>> {
  const startMs = Date.parse(items[place]?.start_time ?? first)
  const next = items[place + 1]
  const endMs = next === undefined ? Number.POSITIVE_INFINITY : Date.parse(next.start_time) - 1
  return {
    from: new Date(Math.max(startMs, Date.parse(first))).toISOString(),
    to: new Date(Math.min(endMs, Date.parse(last))).toISOString(),
  }
}

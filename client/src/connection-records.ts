import { type ConnectionRecordPage, type ConnectionRecordView, LIMITS, type QueryOf } from '@deskledger/contract'
import { type WalkOptions, walkPages } from './pages.js'

/** Filters of the record list. */
export type RecordFilter = Omit<QueryOf<'ListLoginRecordsNew'>, 'offset' | 'limit'>

const MINUTE_MS = 60_000

/**
 * Walks all pages of a record list. A `start_time` without `end_time` gets one, the end of the minute of the first call,
 * so that later connections do not move the pages.
 */
export function walkRecords(
  filter: RecordFilter,
  { pageSize = LIMITS.listLimit }: WalkOptions,
  clock: () => Date,
  list: (query: QueryOf<'ListLoginRecordsNew'>) => Promise<ConnectionRecordPage>,
): AsyncGenerator<ConnectionRecordView, void> {
  const fixed = { ...endTime(filter, clock), ...filter, limit: pageSize }
  const fetchPage = async (offset: number) => {
    const { records, total_count } = await list({ ...fixed, offset })
    return { items: records, totalCount: total_count }
  }
  return walkPages(fetchPage, (record) => record.transaction_id)
}

/** In whole minutes, the only form that the public API documents for this list (spec/api.md 0). */
function endTime({ start_time, end_time }: RecordFilter, clock: () => Date): { end_time?: string } {
  if (start_time === undefined || end_time !== undefined) return {}
  const nextMinute = new Date(Math.ceil(clock().getTime() / MINUTE_MS) * MINUTE_MS)
  return { end_time: `${nextMinute.toISOString().slice(0, 16)}Z` }
}

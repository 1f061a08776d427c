import type { ConnectionRecordPage, ConnectionRecordView, QueryOf } from '@deskledger/contract'

/** Filters of the record list. */
export type RecordFilter = Omit<QueryOf<'ListLoginRecordsNew'>, 'offset' | 'limit'>

/** How records are walked. */
export interface WalkOptions {
  /** Records of one request, 1 to 1000. @default 1000 */
  readonly pageSize?: number
  readonly signal?: AbortSignal | undefined
}

type FetchPage = (query: QueryOf<'ListLoginRecordsNew'>) => Promise<ConnectionRecordPage>

const MINUTE_MS = 60_000

/**
 * Walks all pages of a record list. A `start_time` without `end_time` gets one, the end of the minute of the first call,
 * so that later connections do not move the pages. What still moves them (an older record delivered meanwhile) pushes
 * records to the next page; one that the previous page had already is left out.
 */
export async function* walkRecords(
  filter: RecordFilter,
  { pageSize = 1000 }: WalkOptions,
  clock: () => Date,
  fetchPage: FetchPage,
): AsyncGenerator<ConnectionRecordView, void> {
  const fixed = { ...endTime(filter, clock), ...filter, limit: pageSize }
  let previous = new Set<string>()
  for (let offset = 0; ; ) {
    const page = await fetchPage({ ...fixed, offset })
    for (const record of page.records) if (!previous.has(record.transaction_id)) yield record
    previous = new Set(page.records.map((record) => record.transaction_id))
    offset += page.records.length
    if (page.records.length === 0 || offset >= page.total_count) return
  }
}

/** In whole minutes, the only form that the public API documents for this list (spec/api.md 0). */
function endTime({ start_time, end_time }: RecordFilter, clock: () => Date): { end_time?: string } {
  if (start_time === undefined || end_time !== undefined) return {}
  const nextMinute = new Date(Math.ceil(clock().getTime() / MINUTE_MS) * MINUTE_MS)
  return { end_time: `${nextMinute.toISOString().slice(0, 16)}Z` }
}

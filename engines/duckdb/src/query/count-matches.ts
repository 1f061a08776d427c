import type { RecordQuery } from '@deskledger/domain'
import type { Session } from '../database.js'
import { HOUR_MS, hoursOf, matchesByHour } from './hours.js'
import { type AskedPage, type Bucket, locatePage, type PlacedPage } from './locate-page.js'
import { matchesBy } from './matches.js'
import { isByTimeAlone, isSelective, whereOf } from './where.js'

/** How many records match, and what counting them taught about their places. */
export interface Matches {
  readonly totalCount: number
  /** A short stretch of time that holds a page. The page does not reach beyond the last match. */
  place(page: AskedPage): Promise<PlacedPage>
}

/** Widths of buckets; each is looked into when a bucket of the one before holds too many rows to sort. */
const MINUTE_MS = 60_000
const FINER_WIDTHS_MS = [MINUTE_MS, 1000]
const ROWS_TO_SORT = 1000

/** Counts the matches in the way that costs least for the query. */
export async function countMatches(session: Session, query: RecordQuery): Promise<Matches> {
  const hours = await hoursOf(session, query)
  if (isByTimeAlone(query)) return within(session, query, await matchesByHour(session, query, hours), HOUR_MS)
  // Few match, and anywhere: to look for them a second time would take as long again.
  if (isSelective(query)) return within(session, query, await matchesBy(session, query, MINUTE_MS, {}), MINUTE_MS)
  const { sql, parameters } = whereOf(query)
  const { total } = await session.one(`SELECT count(*) AS total FROM connection_record WHERE ${sql}`, parameters)
  const totalCount = Number(total)
  return { totalCount, place: (page) => placeInNewest(session, query, page, hours, totalCount) }
}

function within(session: Session, query: RecordQuery, buckets: readonly Bucket[], widthMs: number): Matches {
  return {
    totalCount: sum(buckets),
    place: (page) => refined(session, query, locatePage(buckets, widthMs, page)),
  }
}

/** Looks in the newest hours: as many as do if matches are spread evenly, and in ever more while they do not. */
async function placeInNewest(
  session: Session,
  query: RecordQuery,
  page: AskedPage,
  hours: readonly Bucket[],
  totalCount: number,
): Promise<PlacedPage> {
  const recordsPerMatch = sum(hours) / totalCount
  for (let records = 2 * (page.offset + page.limit) * recordsPerMatch; ; records *= 8) {
    const enough = locatePage(hours, HOUR_MS, { offset: 0, limit: records })
    const buckets = await matchesBy(session, query, MINUTE_MS, { fromMs: enough?.fromMs })
    const placed = locatePage(buckets, MINUTE_MS, page)
    if (placed !== undefined || enough === undefined) return refined(session, query, placed)
  }
}

async function refined(session: Session, query: RecordQuery, placed: PlacedPage | undefined): Promise<PlacedPage> {
  if (placed === undefined) throw new RangeError('the page reaches beyond the last match')
  const widthMs = FINER_WIDTHS_MS.find((width) => width < placed.widthMs)
  if (placed.rowCount <= ROWS_TO_SORT || widthMs === undefined) return placed
  return refined(session, query, locatePage(await matchesBy(session, query, widthMs, placed), widthMs, placed))
}

function sum(buckets: readonly Bucket[]): number {
  return buckets.reduce((total, { count }) => total + count, 0)
}

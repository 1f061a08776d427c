import type { RecordQuery } from '../connection-record/record-query.js'

/** Latencies of some connections: how many are known, and percentiles by nearest rank, exact; absent when none is known. */
export interface LatencySummary {
  readonly count: number
  readonly p10?: number | undefined
  readonly p50?: number | undefined
  readonly p90?: number | undefined
}

/** How many connections there are of what kind. */
export interface ConnectionCounts {
  readonly connectionCount: number
  /** Those with status `failed`. */
  readonly failureCount: number
  /** Those with status `broken`. */
  readonly breakCount: number
  /** Users who started them: user names, ignoring case; a record without one counts nobody. */
  readonly userCount: number
}

/** What a series is asked for. */
export interface ConnectionSeriesQuestion {
  /** Which connections are counted where they started. */
  readonly query: RecordQuery
  /** The start of each bucket in ascending order, then the end of the last: at least two. */
  readonly bounds: readonly Date[]
  /** Until when a connection without an end is online. */
  readonly now: Date
}

/** One bucket of a series. */
export interface ConnectionSeriesBucket extends ConnectionCounts {
  readonly startsAt: Date
  /** Users online at any time of the whole bucket, by the rule of `countOnlineUsers`; the query's times do not matter. */
  readonly onlineUserCount: number
  readonly e2eRttMs: LatencySummary
  readonly networkRttMs: LatencySummary
}

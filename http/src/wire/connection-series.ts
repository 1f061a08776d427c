import type { ConnectionSeries, ConnectionSeriesItem, LatencySummary } from '@deskledger/contract'
import {
  type ConnectionSeriesBucket,
  defaultGrain,
  type Grain,
  localBuckets,
  type LatencySummary as Summary,
} from '@deskledger/domain'
import type { SettledQuery } from '../reading/query.js'
import { type BoundedFilter, toStatisticsFilter } from './statistics-filter.js'
import { toTimeZone } from './time-zone.js'

/** A series as it is asked for. */
export interface SeriesOrder {
  readonly filter: BoundedFilter
  readonly grain: Grain
  readonly timeZone: string
  readonly bounds: readonly Date[]
}

/**
 * The series that a request asks for.
 *
 * @throws {InvalidParameterError} a filter or the time zone does not fit, or there would be too many buckets
 */
export function toSeriesOrder(query: SettledQuery<'ShowConnectionSeries', 'time_zone'>, now: Date): SeriesOrder {
  const filter = toStatisticsFilter(query, now)
  const [from, until] = [filter.startedFrom, filter.startedUntil]
  const { grain = defaultGrain(from, until) } = query
  const timeZone = toTimeZone(query.time_zone)
  return { filter, grain, timeZone, bounds: localBuckets({ from, until, grain, timeZone }) }
}

/** The answer. */
export function toConnectionSeries(
  { filter, grain, timeZone }: SeriesOrder,
  buckets: readonly ConnectionSeriesBucket[],
): ConnectionSeries {
  return {
    grain,
    time_zone: timeZone,
    start_time: filter.startedFrom.toISOString(),
    end_time: filter.startedUntil.toISOString(),
    items: buckets.map(toItem),
  }
}

function toItem(bucket: ConnectionSeriesBucket): ConnectionSeriesItem {
  return {
    start_time: bucket.startsAt.toISOString(),
    connections: bucket.connectionCount,
    failures: bucket.failureCount,
    breaks: bucket.breakCount,
    users: bucket.userCount,
    online_users: bucket.onlineUserCount,
    e2e_rtt: toLatencySummary(bucket.e2eRttMs),
    network_rtt: toLatencySummary(bucket.networkRttMs),
  }
}

/** Percentiles that are not known are left out. */
export function toLatencySummary({ count, p10, p50, p90 }: Summary): LatencySummary {
  return p10 === undefined || p50 === undefined || p90 === undefined ? { count } : { count, p10, p50, p90 }
}

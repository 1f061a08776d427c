import { LIMITS, type OnlineUserCounts, type QueryOf } from '@deskledger/contract'
import { InvalidParameterError, type OnlineUserCount, type OnlineUserQuestion } from '@deskledger/domain'
import { toBothTimes } from './record-filter.js'

type Window = Pick<OnlineUserQuestion, 'from' | 'until' | 'bucket' | 'now'>

const BUCKET_MS = { hour: 3_600_000, day: 86_400_000 } as const

/** How many days a query type counts, today included. */
const DAYS = { DAY: 1, WEEK: 7, MONTH: 30 } as const

/**
 * The hours or days that are asked for, none of them later than now (spec/api.md 4). Hours begin at midnight.
 *
 * @throws {InvalidParameterError} neither a type nor both times, times the wrong way round, or more buckets than `LIMITS`
 *   allow
 */
export function toOnlineWindow(query: QueryOf<'ListHistoryOnlineInfoNew'>, now: Date): Window {
  const { query_type: type } = query
  if (type !== undefined) {
    const from = new Date(startOfDay(now).getTime() - (DAYS[type] - 1) * BUCKET_MS.day)
    return { from, until: now, bucket: type === 'DAY' ? 'hour' : 'day', now }
  }
  const times = toBothTimes(query)
  if (times === undefined)
    throw new InvalidParameterError('query_type', 'is missing; send it, or start_time and end_time')
  const { start, end } = times
  const from = startOfDay(start)
  const bucket = from.getTime() === startOfDay(end).getTime() ? 'hour' : 'day'
  const until = end > now ? now : end
  if ((until.getTime() - from.getTime()) / BUCKET_MS[bucket] >= LIMITS.onlineUserBuckets) {
    throw new InvalidParameterError('start_time', `must lie within ${LIMITS.onlineUserBuckets} days before the end`)
  }
  return { from, until, bucket, now }
}

/** `03:00 : 5`, or `2026-01-31 : 5` for a day. */
export function toOnlineCounts(counts: readonly OnlineUserCount[], bucket: Window['bucket']): OnlineUserCounts {
  const [from, to] = bucket === 'hour' ? [11, 16] : [0, 10]
  return {
    time_counts: counts.map(({ startsAt, userCount }) => `${startsAt.toISOString().slice(from, to)} : ${userCount}`),
  }
}

/** Midnight in UTC. */
function startOfDay(instant: Date): Date {
  return new Date(Math.floor(instant.getTime() / BUCKET_MS.day) * BUCKET_MS.day)
}

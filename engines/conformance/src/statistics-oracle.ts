import {
  type ConnectionCounts,
  type ConnectionRanking,
  type ConnectionRankingQuestion,
  type ConnectionRecord,
  type ConnectionSeriesBucket,
  type ConnectionSeriesQuestion,
  connectedMs,
  connectionStatusOf,
  foldCase,
  GROUPINGS,
  type GroupingField,
  type LatencySummary,
  networkOfAddress,
  onlineSince,
  type RankedConnections,
  type RankingOrder,
} from '@deskledger/domain'
import { matches } from './oracle.js'

/** A series, bucket by bucket. */
export function series(
  records: readonly ConnectionRecord[],
  { query, bounds, now }: ConnectionSeriesQuestion,
): ConnectionSeriesBucket[] {
  const timeless = { ...query, startedFrom: undefined, startedUntil: undefined }
  return bounds.slice(0, -1).map((startsAt, place) => {
    const end = bounds[place + 1] ?? startsAt
    const started = records.filter(
      (record) => matches(record, query) && record.startedAt >= startsAt && record.startedAt < end,
    )
    const online = records.filter((record) => matches(record, timeless) && wasOnline(record, startsAt, end, now))
    return {
      startsAt,
      ...counts(started),
      onlineUserCount: usersOf(online).size,
      e2eRttMs: latencies(started.map((record) => record.e2eRttMs)),
      networkRttMs: latencies(started.map((record) => record.networkRttMs)),
    }
  })
}

/** A ranking, group by group. */
export function ranking(
  records: readonly ConnectionRecord[],
  { query, by, order, minConnections, limit, now }: ConnectionRankingQuestion,
): ConnectionRanking {
  const groups = new Map<string | undefined, ConnectionRecord[]>()
  for (const record of records.filter((one) => matches(one, query))) {
    const shared = sharedValue(record, by)
    groups.set(shared, [...(groups.get(shared) ?? []), record])
  }
  const withoutValueCount = groups.get(undefined)?.length ?? 0
  groups.delete(undefined)
  const all = [...groups].map(([shared = '', members]) => ({ shared, ranked: rankedOf(shared, members, by, now) }))
  const ranked = all
    .filter(
      ({ ranked }) => (order === 'medianE2eRtt' ? ranked.e2eRttMs.count : ranked.connectionCount) >= minConnections,
    )
    .sort((a, b) => measure(b.ranked, order) - measure(a.ranked, order) || byCountAndValue(a, b))
  return { groupCount: ranked.length, withoutValueCount, items: ranked.slice(0, limit).map(({ ranked }) => ranked) }
}

interface Group {
  readonly shared: string
  readonly ranked: RankedConnections
}

function byCountAndValue(a: Group, b: Group): number {
  return b.ranked.connectionCount - a.ranked.connectionCount || byBytes(a.shared, b.shared)
}

function rankedOf(
  shared: string,
  members: readonly ConnectionRecord[],
  by: GroupingField,
  now: Date,
): RankedConnections {
  const lastMs = Math.max(...members.map(({ startedAt }) => startedAt.getTime()))
  const newest = members.filter(({ startedAt }) => startedAt.getTime() === lastMs)
  const spellings = by === 'network' ? [shared] : newest.map((record) => record[by] ?? '').sort(byBytes)
  return {
    value: spellings.at(-1) ?? '',
    ...counts(members),
    connectedMs: members.reduce((sum, record) => sum + connectedMs(record, now), 0),
    e2eRttMs: latencies(members.map((record) => record.e2eRttMs)),
    lastStartedAt: new Date(lastMs),
  }
}

/** What the records of a group share. */
function sharedValue(record: ConnectionRecord, by: GroupingField): string | undefined {
  if (by === 'network') return networkOfAddress(record.publicIp ?? '')
  const text = record[by] ?? ''
  if (text === '') return undefined
  return GROUPINGS[by].isFolded ? foldCase(text) : text
}

function measure(ranked: RankedConnections, order: RankingOrder): number {
  switch (order) {
    case 'connections':
      return ranked.connectionCount
    case 'failures':
      return ranked.failureCount
    case 'connectedTime':
      return ranked.connectedMs
    case 'medianE2eRtt':
      return ranked.e2eRttMs.p50 ?? 0
  }
}

function counts(records: readonly ConnectionRecord[]): ConnectionCounts {
  const statuses = records.map(connectionStatusOf)
  return {
    connectionCount: records.length,
    failureCount: statuses.filter((status) => status === 'failed').length,
    breakCount: statuses.filter((status) => status === 'broken').length,
    userCount: usersOf(records).size,
  }
}

function usersOf(records: readonly ConnectionRecord[]): Set<string> {
  return new Set(records.map(({ userName = '' }) => foldCase(userName)).filter((name) => name !== ''))
}

/** Whether a connection was online at any instant of `[start, end)`. */
function wasOnline(record: ConnectionRecord, start: Date, end: Date, now: Date): boolean {
  const [since, till] = [onlineSince(record), record.endedAt ?? now]
  return since !== undefined && since <= till && since < end && till >= start
}

/** The nearest rank: the smallest value that so many percent of the values do not exceed. */
function latencies(values: readonly (number | undefined)[]): LatencySummary {
  const sorted = values.filter((value) => value !== undefined).sort((a, b) => a - b)
  const [count, rank] = [sorted.length, (percent: number) => sorted[Math.ceil((percent * sorted.length) / 100) - 1]]
  return count === 0 ? { count } : { count, p10: rank(10), p50: rank(50), p90: rank(90) }
}

function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}

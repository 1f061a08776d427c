import type {
  ConnectionRanking,
  ConnectionRankingItem,
  ConnectionSeries,
  ConnectionSeriesItem,
  LatencySummary,
} from '@deskledger/client'
import { count } from './figures.js'
import { parseStrictTime } from './strict-time.js'
import { type Column, drawTable } from './table.js'

const KINDS: readonly Column<Pick<ConnectionRankingItem, 'connections' | 'failures' | 'breaks' | 'users'>>[] = [
  { heading: 'CONNECTIONS', text: ({ connections }) => count(connections) },
  { heading: 'FAILURES', text: ({ failures }) => count(failures) },
  { heading: 'BREAKS', text: ({ breaks }) => count(breaks) },
  { heading: 'USERS', text: ({ users }) => count(users) },
]

/** A series as a table, times of its zone. */
export function seriesText({ grain, time_zone, items }: ConnectionSeries): string {
  const columns: readonly Column<ConnectionSeriesItem>[] = [
    { heading: `${grain} (${time_zone})`, text: ({ start_time }) => localText(start_time, grain, time_zone) },
    ...KINDS,
    { heading: 'ONLINE', text: ({ online_users }) => count(online_users) },
    { heading: 'E2E MS', text: ({ e2e_rtt }) => latencyText(e2e_rtt) },
    { heading: 'NETWORK MS', text: ({ network_rtt }) => latencyText(network_rtt) },
  ]
  return drawTable(columns, items)
}

/** A ranking as a table. */
export function rankingText({ by, items }: ConnectionRanking): string {
  const columns: readonly Column<ConnectionRankingItem>[] = [
    { heading: by.replaceAll('_', ' ').toUpperCase(), text: ({ value }) => value },
    ...KINDS,
    { heading: 'HOURS', text: ({ connected_seconds }) => (connected_seconds / 3600).toFixed(1) },
    { heading: 'E2E MS', text: ({ e2e_rtt }) => latencyText(e2e_rtt) },
    { heading: 'LAST STARTED', text: ({ last_connection_start_time }) => last_connection_start_time },
  ]
  return drawTable(columns, items)
}

/** 10th, 50th and 90th percentile. */
function latencyText({ p10, p50, p90 }: LatencySummary): string | undefined {
  return p50 === undefined ? undefined : `${p10} / ${p50} / ${p90}`
}

/** How much of a time tells one grain from the next: an hour also its offset, since one comes twice a year. */
const SHOWN = { HOUR: 22, DAY: 10, MONTH: 7 } as const

function localText(time: string, grain: keyof typeof SHOWN, timeZone: string): string {
  const instant = parseStrictTime(time)
  if (instant === undefined) return time
  const wall = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(instant)
  const offset = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
    .formatToParts(instant)
    .find(({ type }) => type === 'timeZoneName')
  const ahead = offset?.value.replace('GMT', '') || '+00:00'
  return `${wall}${ahead}`.slice(0, SHOWN[grain])
}

import { LIMITS } from '@deskledger/client'
import { useMemo } from 'react'
import { useText } from '../../text/use-text.js'
import { useFormat } from '../../ui/use-format.js'
import type { LatencyBands } from './latency-bands.js'
import type { Ranking } from './ranking-card.js'
import { behindOf, compareVersions, isVersion, newestOf } from './versions.js'

/** Names that a chart shows; a table shows no more. */
const SHOWN = 10

/** Old versions are many where nobody updates. */
const SHOWN_VERSIONS = 20

/** A median of fewer connections says little about a user. */
const FEWEST_CONNECTIONS = 5

/** What the API counts as failures. */
const FAILED = { status: 'failed' } as const

const HOUR_SECONDS = 3_600

/** The rankings of the overview, in order. */
export function useRankings([goodMs, fairMs]: LatencyBands): readonly Ranking[] {
  const { overview: text } = useText()
  const format = useFormat()
  return useMemo(() => {
    const failures: Drawn = {
      amountOf: ({ failures: count }) => count,
      valueText: format.number,
      colorsOf: () => () => 'bad',
    }
    const connections: Drawn = {
      amountOf: ({ connections: count }) => count,
      valueText: format.number,
      colorsOf: () => () => 'first',
    }
    const ranking = (name: keyof typeof text.rankings, more: RankingFacts): Ranking => ({
      name,
      most: SHOWN,
      ...text.rankings[name],
      ...more,
    })
    const versions = (name: 'clientVersions' | 'agentVersions', by: 'client_version' | 'agent_version'): Ranking =>
      ranking(name, {
        ...connections,
        most: SHOWN_VERSIONS,
        // The newest may be the rarest, so as many are asked for as can be had.
        order: { by, order: 'connections', limit: LIMITS.rankingLimit },
        filterOf: (version) => (by === 'client_version' ? { client: version } : { agent: version }),
        colorsOf: (told) => {
          const newest = newestOf(told.map(({ value }) => value)) ?? ''
          return ({ value }) => (isVersion(value) ? (compareVersions(value, newest) < 0 ? 'fair' : 'good') : 'first')
        },
        remark: ({ items, group_count: versionCount }) => {
          const behind = behindOf(items)
          if (behind === undefined) return undefined
          const newest =
            versionCount > items.length
              ? text.newestOfMostUsed(behind.newest, format.number(items.length))
              : text.newest(behind.newest)
          const older =
            behind.versions === 0
              ? text.noneBehind
              : text.behind(format.number(behind.versions), format.number(behind.connections))
          return [newest, older].join(text.gap)
        },
      })
    return [
      ranking('reasons', {
        ...failures,
        order: { by: 'connection_failure_reason', order: 'failures', limit: SHOWN },
        counted: FAILED,
        filterOf: (reason) => ({ reason }),
      }),
      ranking('desktops', {
        ...failures,
        order: { by: 'computer_name', order: 'failures', limit: SHOWN },
        counted: FAILED,
        filterOf: (desktop) => ({ desktop }),
      }),
      ranking('worstUsers', {
        order: { by: 'user_name', order: 'median_e2e_rtt', min_connections: FEWEST_CONNECTIONS, limit: SHOWN },
        amountOf: ({ e2e_rtt: { p50 = 0 } }) => p50,
        valueText: (value) => `${format.number(Math.round(value))} ms`,
        colorsOf:
          () =>
          ({ e2e_rtt: { p50 = 0 } }) =>
            p50 <= goodMs ? 'good' : p50 <= fairMs ? 'fair' : 'bad',
        filterOf: (user) => ({ user }),
      }),
      ranking('topUsers', {
        order: { by: 'user_name', order: 'connected_seconds', limit: SHOWN },
        amountOf: ({ connected_seconds: seconds }) => seconds / HOUR_SECONDS,
        valueText: (hours) => `${format.number(Math.round(hours * 10) / 10)} ${text.hours}`,
        colorsOf: () => () => 'first',
        filterOf: (user) => ({ user }),
      }),
      ranking('terminals', {
        ...connections,
        order: { by: 'terminal_type', order: 'connections', limit: SHOWN },
        filterOf: (os) => ({ os }),
      }),
      versions('clientVersions', 'client_version'),
      versions('agentVersions', 'agent_version'),
      ranking('networks', {
        ...connections,
        order: { by: 'network', order: 'connections', limit: SHOWN },
        filterOf: (net) => ({ net }),
      }),
    ]
  }, [text, format, goodMs, fairMs])
}

type Drawn = Pick<Ranking, 'amountOf' | 'valueText' | 'colorsOf'>

/** What is not told by a ranking's texts. */
type RankingFacts = Omit<Ranking, 'name' | 'title' | 'hint' | 'most'> & Partial<Pick<Ranking, 'most'>>

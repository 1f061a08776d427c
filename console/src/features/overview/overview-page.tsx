import { useIsFetching, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Segmented } from 'antd'
import type { ReactNode } from 'react'
import { useProject } from '../../app/project.js'
import { FilterBar } from '../../filter/filter-bar.js'
import { toFilterQuery } from '../../filter/filter-query.js'
import { useText } from '../../text/use-text.js'
import { GRAINS, grainOf } from './grain.js'
import { useLatencyBands } from './latency-bands.js'
import styles from './overview-page.module.css'
import type { OverviewSearch } from './overview-search.js'
import { RankingCard } from './ranking-card.js'
import { TimeCards } from './time-cards.js'
import { useRankings } from './use-rankings.js'

/** What happened in a range of time: charts, each with the way to its rows. */
export function OverviewPage(): ReactNode {
  const { projectId } = useProject()
  const { grain: chosen, ...filter } = useSearch({ from: '/overview' })
  const navigate = useNavigate({ from: '/overview' })
  const { frame, overview: text } = useText()
  const queryClient = useQueryClient()
  const isBusy = useIsFetching({ queryKey: ['statistics'] }) > 0
  const [bands, setBands] = useLatencyBands()
  const rankings = useRankings(bands)
  const { start_time: start, end_time: end } = toFilterQuery(filter, new Date())
  const grain = chosen ?? grainOf(Date.parse(start), Date.parse(end))
  const change = (changed: OverviewSearch): void => {
    void navigate({ search: ({ project }) => ({ ...(project && { project }), ...changed }) })
  }
  if (projectId === undefined) return <p>{frame.noProject}</p>
  return (
    <>
      <h1 style={{ fontSize: 20, margin: '0 0 8px' }}>{text.title}</h1>
      <FilterBar
        search={filter}
        isBusy={isBusy}
        onChange={(changed) => change({ ...changed, ...(chosen && { grain: chosen }) })}
        onRefresh={() => void queryClient.invalidateQueries({ queryKey: ['statistics'] })}
      />
      <Segmented
        aria-label={text.grain}
        style={{ marginBottom: 12 }}
        value={grain}
        options={GRAINS.map((value) => ({ value, label: text.grains[value] }))}
        onChange={(value) => change({ ...filter, grain: value })}
      />
      <div className={styles['cards']}>
        <TimeCards search={filter} grain={grain} bands={bands} onBands={setBands} />
        {rankings.map((ranking) => (
          <RankingCard key={ranking.name} ranking={ranking} search={filter} />
        ))}
      </div>
    </>
  )
}

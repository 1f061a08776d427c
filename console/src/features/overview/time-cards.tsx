import type { ConnectionSeriesItem } from '@deskledger/client'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useCallback, useMemo } from 'react'
import { usePreferences } from '../../app/preferences.js'
import { useProject } from '../../app/project.js'
import type { FilterSearch } from '../../filter/filter-search.js'
import type { Text } from '../../text/text.js'
import { useText } from '../../text/use-text.js'
import { TimeChart, type TimeSeries } from '../../ui/charts/time-chart.js'
import { useFormat } from '../../ui/use-format.js'
import { BandFields } from './band-fields.js'
import { bucketRange } from './bucket-range.js'
import { ChartCard } from './chart-card.js'
import type { Grain } from './grain.js'
import type { LatencyBands } from './latency-bands.js'
import { RowsLink } from './rows-link.js'
import { SeriesTable } from './series-table.js'
import { seriesQuery } from './statistics-queries.js'
import { useBucketText } from './use-bucket-text.js'

/** What the cards over time are told. */
export interface TimeCardsProps {
  readonly search: FilterSearch
  readonly grain: Grain
  readonly bands: LatencyBands
  readonly onBands: (bands: LatencyBands) => void
}

const NOTHING: readonly ConnectionSeriesItem[] = []

/** What happened over time: users online, connections and failures, latency. All three come from one question. */
export function TimeCards({ search, grain, bands, onBands }: TimeCardsProps): ReactNode {
  const { projectId = '', client } = useProject()
  const { timeZone } = usePreferences()
  const { overview: text } = useText()
  const format = useFormat()
  const navigate = useNavigate()
  const { data, error, isFetching, refetch } = useQuery(seriesQuery(client, projectId, search, grain, timeZone))
  // What is shown while another grain is on its way is still told in its own.
  const shown = { grain: data?.grain ?? grain, timeZone: data?.time_zone ?? timeZone }
  const bucketText = useBucketText(shown.grain, shown.timeZone)
  const items = data?.items ?? NOTHING
  const buckets = useMemo(() => items.map(({ start_time }) => bucketText(start_time)), [items, bucketText])
  const drawn = useMemo(() => drawnOf(items, text), [items, text])
  const latencyText = useCallback((value: number) => `${format.number(Math.round(value))} ms`, [format])
  const rowsOf = useCallback(
    (place: number): FilterSearch | undefined => {
      const { range: _range, from: _from, to: _to, ...filter } = search
      return data && { ...filter, ...bucketRange(data, place) }
    },
    [data, search],
  )
  const pick = useCallback(
    (place: number): void => {
      const rows = rowsOf(place)
      if (rows !== undefined) void navigate({ to: '/records', search: rows })
    },
    [rowsOf, navigate],
  )
  return Object.entries(drawn).map(([name, series]) => {
    const isLatency = name === 'latency'
    const title = text.titles[name as keyof typeof drawn]
    return (
      <ChartCard
        key={name}
        title={title}
        hint={text.grainAndZone(text.grains[shown.grain], shown.timeZone)}
        rows={<RowsLink search={search} />}
        error={error}
        retry={() => void refetch()}
        isBusy={isFetching}
        isEmpty={series.every(({ values }) => values.every((value) => value === undefined || value === 0))}
        controls={isLatency && <BandFields bands={bands} onChange={onBands} />}
        chart={() => (
          <TimeChart
            label={title}
            buckets={buckets}
            series={series}
            valueText={isLatency ? latencyText : format.number}
            {...(isLatency && { bands })}
            onPick={pick}
          />
        )}
        table={() => <SeriesTable label={title} items={items} bucketText={bucketText} rowsOf={rowsOf} />}
      />
    )
  })
}

function drawnOf(items: readonly ConnectionSeriesItem[], text: Text['overview']) {
  const counted = (
    key: 'online_users' | 'connections' | 'failures' | 'breaks',
  ): Pick<TimeSeries, 'name' | 'values'> => ({
    name: text.facts[key],
    values: items.map((item) => item[key]),
  })
  const latency = (key: 'p10' | 'p50' | 'p90', stroke: 'solid' | 'dashed' | 'dotted'): TimeSeries => ({
    name: text.facts[key],
    values: items.map(({ e2e_rtt: { [key]: value } }) => value),
    kind: 'line',
    color: 'first',
    stroke,
  })
  return {
    online: [{ ...counted('online_users'), kind: 'line', color: 'first' }],
    connections: [
      { ...counted('connections'), kind: 'bar', color: 'first' },
      { ...counted('failures'), kind: 'bar', color: 'bad', stack: 'part' },
      { ...counted('breaks'), kind: 'bar', color: 'fair', stack: 'part' },
    ],
    latency: [latency('p90', 'dashed'), latency('p50', 'solid'), latency('p10', 'dotted')],
  } as const satisfies Record<string, readonly TimeSeries[]>
}

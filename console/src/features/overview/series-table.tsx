import type { ConnectionSeriesItem } from '@deskledger/client'
import { type ReactNode, useMemo } from 'react'
import type { FilterSearch } from '../../filter/filter-search.js'
import { useText } from '../../text/use-text.js'
import { DataTable } from '../../ui/data-table.js'
import { useFormat } from '../../ui/use-format.js'
import { RowsLink } from './rows-link.js'

/** All that is known of each bucket; its name leads to its rows. */
export function SeriesTable({
  label,
  items,
  bucketText,
  rowsOf,
}: {
  readonly label: string
  readonly items: readonly ConnectionSeriesItem[]
  readonly bucketText: (start: string) => string
  readonly rowsOf: (place: number) => FilterSearch | undefined
}): ReactNode {
  const { overview: text } = useText()
  const format = useFormat()
  const places = useMemo(() => new Map(items.map(({ start_time }, place) => [start_time, place])), [items])
  const count = (key: 'connections' | 'failures' | 'breaks' | 'users' | 'online_users') => ({
    key,
    title: text.facts[key],
    isNumber: true,
    render: (item: ConnectionSeriesItem) => format.number(item[key]),
  })
  const latency = (key: 'p10' | 'p50' | 'p90') => ({
    key,
    title: text.facts[key],
    isNumber: true,
    render: ({ e2e_rtt: { [key]: value } }: ConnectionSeriesItem) =>
      value === undefined ? '–' : `${format.number(Math.round(value))} ms`,
  })
  return (
    <DataTable<ConnectionSeriesItem>
      label={label}
      rows={items}
      keyOf={({ start_time }) => start_time}
      empty={text.none}
      columns={[
        {
          key: 'start',
          title: text.facts.bucket,
          render: ({ start_time: start }) => {
            const rows = rowsOf(places.get(start) ?? 0)
            const time = <time dateTime={start}>{bucketText(start)}</time>
            return rows === undefined ? time : <RowsLink search={rows}>{time}</RowsLink>
          },
        },
        count('connections'),
        count('failures'),
        count('breaks'),
        count('users'),
        count('online_users'),
        latency('p10'),
        latency('p50'),
        latency('p90'),
      ]}
    />
  )
}

import type { ConnectionRankingItem } from '@deskledger/client'
import type { ReactNode } from 'react'
import type { FilterSearch } from '../../filter/filter-search.js'
import { useText } from '../../text/use-text.js'
import { DataTable } from '../../ui/data-table.js'
import { DataText } from '../../ui/data-text.js'
import { useFormat } from '../../ui/use-format.js'
import { RowsLink } from './rows-link.js'

/** A ranking with all that is known of each name; the name leads to its rows, unless no filter takes it. */
export function RankingTable({
  label,
  items,
  rowsOf,
}: {
  readonly label: string
  readonly items: readonly ConnectionRankingItem[]
  readonly rowsOf: (item: ConnectionRankingItem) => FilterSearch | undefined
}): ReactNode {
  const { overview: text } = useText()
  const format = useFormat()
  const count = (key: 'connections' | 'failures' | 'breaks' | 'users') => ({
    key,
    title: text.facts[key],
    isNumber: true,
    render: (item: ConnectionRankingItem) => format.number(item[key]),
  })
  return (
    <DataTable<ConnectionRankingItem>
      label={label}
      rows={items}
      keyOf={({ value }) => value}
      empty={text.none}
      columns={[
        {
          key: 'name',
          title: text.facts.name,
          render: (item) => {
            const rows = rowsOf(item)
            const name = (
              <span
                style={{
                  display: 'inline-block',
                  maxWidth: 220,
                  overflow: 'hidden',
                  textOverflow: 'ellipsis',
                  verticalAlign: 'bottom',
                }}
              >
                <DataText>{item.value}</DataText>
              </span>
            )
            return rows === undefined ? name : <RowsLink search={rows}>{name}</RowsLink>
          },
        },
        count('connections'),
        count('failures'),
        count('breaks'),
        count('users'),
        {
          key: 'time',
          title: text.facts.time,
          isNumber: true,
          render: (item) => format.duration(item.connected_seconds * 1000),
        },
        {
          key: 'latency',
          title: text.facts.medianLatency,
          isNumber: true,
          render: ({ e2e_rtt: { p50 } }) => (p50 === undefined ? '–' : `${format.number(Math.round(p50))} ms`),
        },
        {
          key: 'last',
          title: text.facts.last,
          render: ({ last_connection_start_time: last }) => <time dateTime={last}>{format.instant(last)}</time>,
        },
      ]}
    />
  )
}

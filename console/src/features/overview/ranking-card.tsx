import { type ConnectionRanking, type ConnectionRankingItem, LIMITS } from '@deskledger/client'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useMemo } from 'react'
import { useProject } from '../../app/project.js'
import type { FilterSearch } from '../../filter/filter-search.js'
import { useText } from '../../text/use-text.js'
import type { ChartLook } from '../../ui/charts/chart-look.js'
import { RankChart } from '../../ui/charts/rank-chart.js'
import { useFormat } from '../../ui/use-format.js'
import { ChartCard } from './chart-card.js'
import { RankingTable } from './ranking-table.js'
import { RowsLink } from './rows-link.js'
import { shownItems } from './shown-items.js'
import { type RankingOrder, rankingQuery } from './statistics-queries.js'

/** A ranking of the connections by what one field of them says. */
export interface Ranking {
  readonly name: string
  readonly title: string
  /** What the bars are long by. */
  readonly hint: string
  /** How many names are drawn and in the table, at the most. */
  readonly most: number
  readonly order: RankingOrder
  readonly amountOf: (item: ConnectionRankingItem) => number
  readonly valueText: (value: number) => string
  /** How items are coloured, of which all that were told are known. */
  readonly colorsOf: (told: readonly ConnectionRankingItem[]) => (item: ConnectionRankingItem) => keyof ChartLook
  /** The filter by which the rows of a name are found. */
  readonly filterOf: (name: string) => FilterSearch
  /** What is counted, unless the filter of the page says otherwise. @default all connections */
  readonly counted?: FilterSearch
  /** Said after the hint, of what was told. */
  readonly remark?: (ranking: ConnectionRanking) => string | undefined
}

/** A ranking as bars, as a table, and as ways to rows. */
export function RankingCard({
  ranking,
  search: page,
}: {
  readonly ranking: Ranking
  readonly search: FilterSearch
}): ReactNode {
  const { title, hint, most, order, amountOf, valueText, colorsOf, filterOf, counted, remark } = ranking
  const { projectId = '', client } = useProject()
  const { overview: text, fact } = useText()
  const format = useFormat()
  const navigate = useNavigate()
  const search = useMemo(() => ({ ...counted, ...page }), [counted, page])
  const { data, error, isFetching, refetch } = useQuery(rankingQuery(client, projectId, search, order))
  const { items, count } = useMemo(
    () => shownItems(data ?? { items: [], group_count: 0 }, amountOf, most),
    [data, amountOf, most],
  )
  const rowsOf = ({ value }: ConnectionRankingItem): FilterSearch | undefined =>
    value.length <= LIMITS.textParameterLength && !value.includes('\0') ? { ...search, ...filterOf(value) } : undefined
  const pick = (place: number): void => {
    const item = items[place]
    const rows = item && rowsOf(item)
    if (rows !== undefined) void navigate({ to: '/records', search: rows })
  }
  const ranks = useMemo(() => {
    const colorOf = colorsOf(data?.items ?? [])
    return items.map((item) => ({
      name: item.value,
      value: amountOf(item),
      color: colorOf(item),
      facts: [
        fact(text.facts.connections, format.number(item.connections)),
        fact(text.facts.failures, format.number(item.failures)),
        fact(text.facts.users, format.number(item.users)),
      ],
    }))
  }, [data, items, amountOf, colorsOf, text, fact, format])
  const said = [
    hint,
    data && remark?.(data),
    data !== undefined && data.connections_without_value > 0
      ? text.withoutValue(format.number(data.connections_without_value))
      : undefined,
    items.length < count ? text.capped(format.number(items.length), format.number(count)) : undefined,
  ]
  return (
    <ChartCard
      title={title}
      hint={said.filter((one) => one !== undefined).join(text.gap)}
      rows={<RowsLink search={search} />}
      error={error}
      retry={() => void refetch()}
      isBusy={isFetching}
      isEmpty={items.length === 0}
      chart={() => <RankChart label={title} ranks={ranks} valueText={valueText} onPick={pick} />}
      table={() => <RankingTable label={title} items={items} rowsOf={rowsOf} />}
    />
  )
}

import { type ReactNode, useMemo } from 'react'
import { Chart } from './chart.js'
import { type ChartLook, commonOption, tipText, useChartLook } from './chart-look.js'

/** One bar. */
interface Rank {
  readonly name: string
  readonly value: number
  readonly color: keyof ChartLook
  /** More about it, a line each, for the tip. */
  readonly facts: readonly string[]
}

/** Values of names, the first on top. */
export interface RankChartProps {
  readonly label: string
  readonly ranks: readonly Rank[]
  readonly valueText: (value: number) => string
  readonly onPick: (place: number) => void
}

const ROW_HEIGHT = 26
const MARGIN = 8
/** Names take so many pixels; longer ones are cut, and whole in the table. */
const NAME_WIDTH = { narrow: 110, wide: 190 } as const
const NARROW_PAGE = '(max-width: 600px)'

/** Bars beside names. */
export function RankChart({ label, ranks, valueText, onPick }: RankChartProps): ReactNode {
  const look = useChartLook()
  const option = useMemo(() => {
    const common = commonOption(look) as { readonly tooltip: object }
    return {
      ...common,
      grid: {
        left: 8,
        right: 64,
        top: MARGIN,
        bottom: MARGIN,
        outerBoundsMode: 'same',
        outerBoundsContain: 'axisLabel',
      },
      xAxis: { type: 'value', show: false },
      yAxis: {
        type: 'category',
        inverse: true,
        data: ranks.map((_, place) => place),
        axisLabel: {
          color: look.text,
          width: NAME_WIDTH[window.matchMedia(NARROW_PAGE).matches ? 'narrow' : 'wide'],
          overflow: 'truncate',
          // Names of records may be equal once they are cut, so the categories are places.
          formatter: (_: string, place: number) => ranks[place]?.name.replaceAll('\n', ' ') ?? '',
        },
        axisLine: { show: false },
        axisTick: { show: false },
      },
      tooltip: {
        ...common.tooltip,
        formatter: (points: readonly { readonly dataIndex: number }[]) => {
          const rank = ranks[points[0]?.dataIndex ?? 0]
          return rank === undefined ? '' : [tipText(rank.name), ...rank.facts].join('\n')
        },
      },
      series: [
        {
          type: 'bar',
          barMaxWidth: 18,
          data: ranks.map(({ value, color }) => ({ value, itemStyle: { color: look[color] } })),
          label: {
            show: true,
            position: 'right',
            color: look.text,
            formatter: ({ value }: { readonly value: number }) => valueText(value),
          },
        },
      ],
    }
  }, [look, ranks, valueText])
  const height = Math.max(1, ranks.length) * ROW_HEIGHT + 2 * MARGIN
  return <Chart label={label} option={option} height={height} categories="y" onPick={onPick} />
}

import { type ReactNode, useMemo } from 'react'
import { useText } from '../../text/use-text.js'
import { Chart } from './chart.js'
import { type ChartLook, commonOption, useChartLook } from './chart-look.js'

/** One line or row of columns. */
export interface TimeSeries {
  readonly name: string
  /** One for each bucket; undefined where nothing was measured. */
  readonly values: readonly (number | undefined)[]
  readonly kind: 'line' | 'bar'
  readonly color: keyof ChartLook
  /** Columns with the same name stand upon one another. */
  readonly stack?: string
  /** @default solid */
  readonly stroke?: 'solid' | 'dashed' | 'dotted'
}

/** Values over time. */
export interface TimeChartProps {
  readonly label: string
  /** What each bucket is called. */
  readonly buckets: readonly string[]
  readonly series: readonly TimeSeries[]
  /** Values as people read them. */
  readonly valueText: (value: number) => string
  /** Up to the first a value is good, up to the second fair, beyond it bad; their grounds are tinted so. */
  readonly bands?: readonly [good: number, fair: number]
  readonly onPick: (place: number) => void
}

const HEIGHT = 240

/** Lines or columns over time. Columns of a bucket stand before one another: the later ones are part of the first. */
export function TimeChart({ label, buckets, series, valueText, bands, onPick }: TimeChartProps): ReactNode {
  const look = useChartLook()
  const { fact } = useText()
  const option = useMemo(
    () => ({
      ...commonOption(look),
      grid: { left: 8, right: 12, top: 30, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
      legend: { top: 0, left: 0, textStyle: { color: look.text }, itemWidth: 32, selectedMode: false },
      xAxis: {
        type: 'category',
        data: buckets,
        axisLabel: { color: look.text, hideOverlap: true, fontSize: 11 },
        axisLine: { lineStyle: { color: look.line } },
        axisTick: { show: false },
      },
      yAxis: {
        type: 'value',
        minInterval: 1,
        axisLabel: { color: look.text, formatter: valueText, fontSize: 11 },
        splitLine: { lineStyle: { color: look.line } },
      },
      tooltip: {
        ...tipOf(look),
        formatter: (points: readonly { readonly dataIndex: number }[]) => {
          const place = points[0]?.dataIndex ?? 0
          const lines = series.map(({ name, values }) => {
            const value = values[place]
            return fact(name, value === undefined ? '–' : valueText(value))
          })
          return [buckets[place], ...lines].join('\n')
        },
      },
      series: series.map(({ name, values, kind, color, stack, stroke = 'solid' }, place) => ({
        name,
        type: kind,
        data: values.map((value) => value ?? null),
        itemStyle: { color: look[color] },
        lineStyle: { color: look[color], type: stroke, width: 2 },
        // A bucket between two empty ones is seen, too.
        showSymbol: isSparse(values),
        symbolSize: 5,
        barGap: '-100%',
        ...(stack !== undefined && { stack }),
        ...(place === 0 && bands !== undefined && { markArea: areasOf(bands, look) }),
      })),
    }),
    [look, fact, buckets, series, valueText, bands],
  )
  return <Chart label={label} option={option} height={HEIGHT} categories="x" onPick={onPick} />
}

function tipOf(look: ChartLook): object {
  return (commonOption(look) as { readonly tooltip: object }).tooltip
}

const SPARSE = 60

function isSparse(values: readonly unknown[]): boolean {
  return values.length <= SPARSE || values.filter((value) => value !== undefined).length <= SPARSE
}

function areasOf([good, fair]: readonly [number, number], look: ChartLook): object {
  const area = (from: number, to: number | undefined, color: string): object[] => [
    { yAxis: from, itemStyle: { color, opacity: 0.1 } },
    to === undefined ? { y: 30 } : { yAxis: to },
  ]
  return {
    silent: true,
    data: [area(0, good, look.good), area(good, fair, look.fair), area(fair, undefined, look.bad)],
  }
}

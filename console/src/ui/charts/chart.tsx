import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent, MarkAreaComponent, TooltipComponent } from 'echarts/components'
import * as echarts from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { type ReactNode, useEffect, useRef } from 'react'

echarts.use([BarChart, LineChart, GridComponent, LegendComponent, MarkAreaComponent, TooltipComponent, CanvasRenderer])

/** What a chart is drawn from; its categories stand along one of its axes. */
export interface ChartProps {
  /** What it shows, for those who do not see it. */
  readonly label: string
  readonly option: echarts.EChartsCoreOption
  /** In pixels. */
  readonly height: number
  /** Where the categories stand. */
  readonly categories: 'x' | 'y'
  /** A category was clicked anywhere in its column or row; from 0. */
  readonly onPick: (place: number) => void
}

/** A chart on a canvas. Whoever uses it gives a table with the same facts, since a canvas can neither be read nor tabbed through. */
export function Chart({ label, option, height, categories, onPick }: ChartProps): ReactNode {
  const place = useRef<HTMLDivElement>(null)
  const chart = useRef<echarts.EChartsType>(undefined)
  useEffect(() => {
    const element = place.current
    if (element === null) return undefined
    const made = echarts.init(element)
    chart.current = made
    const observer = new ResizeObserver(() => made.resize())
    observer.observe(element)
    return () => {
      observer.disconnect()
      made.dispose()
    }
  }, [])
  useEffect(() => chart.current?.setOption(option, { notMerge: true }), [option])
  useEffect(() => {
    const made = chart.current
    const pick = ({ offsetX, offsetY }: { readonly offsetX: number; readonly offsetY: number }): void => {
      const point = [offsetX, offsetY]
      if (made === undefined || !made.containPixel({ gridIndex: 0 }, point)) return
      const found = made.convertFromPixel({ gridIndex: 0 }, point)[categories === 'x' ? 0 : 1]
      if (found !== undefined && Number.isInteger(found)) onPick(found)
    }
    made?.getZr().on('click', pick)
    return () => {
      if (made?.isDisposed() === false) made.getZr().off('click', pick)
    }
  }, [categories, onPick])
  return <div ref={place} role="img" aria-label={label} style={{ height, cursor: 'pointer' }} />
}

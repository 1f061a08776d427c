import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useText } from '../../text/use-text.js'
import { Failure } from '../../ui/failure.js'
import styles from './chart-card.module.css'

/** One question and its answer. */
export interface ChartCardProps {
  readonly title: string
  /** What is drawn: grain and zone, or what is counted; and what is not shown. */
  readonly hint: ReactNode
  /** The way to the rows that it was counted from. */
  readonly rows: ReactNode
  readonly error: Error | null
  readonly retry: () => void
  readonly isBusy: boolean
  readonly isEmpty: boolean
  readonly chart: () => ReactNode
  /** The same facts for keyboard and screen reader, and to copy. */
  readonly table: () => ReactNode
  /** What can be set. */
  readonly controls?: ReactNode
}

/** A chart with its title, what it says exactly, and the same as a table. */
export function ChartCard(props: ChartCardProps): ReactNode {
  const { title, hint, rows, error, retry, isBusy, isEmpty, chart, table, controls } = props
  const { overview: text } = useText()
  const [isTable, setIsTable] = useState(false)
  return (
    <section className={styles['card']} aria-label={title} aria-busy={isBusy}>
      <div className={styles['head']}>
        <h2 className={styles['title']}>{title}</h2>
        <span className={styles['ways']}>
          {rows}
          <Button size="small" aria-pressed={isTable} onClick={() => setIsTable(!isTable)}>
            {text.table}
          </Button>
        </span>
      </div>
      <p className={styles['hint']}>{hint}</p>
      {controls}
      {error !== null && <Failure error={error} retry={retry} />}
      {isEmpty && !isBusy && error === null && <p className={styles['empty']}>{text.none}</p>}
      {!isEmpty && (isTable ? table() : chart())}
    </section>
  )
}

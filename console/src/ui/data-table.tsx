import { memo, type ReactNode } from 'react'
import styles from './data-table.module.css'

/** One column: its head, and what stands in each row. */
export interface TableColumn<Row> {
  readonly key: string
  readonly title: ReactNode
  readonly render: (row: Row) => ReactNode
  /** Digits stand below one another. */
  readonly isNumber?: boolean
}

/** What a table shows. */
export interface DataTableProps<Row> {
  /** What is in it, for those who do not see it. */
  readonly label: string
  readonly columns: readonly TableColumn<Row>[]
  readonly rows: readonly Row[]
  readonly keyOf: (row: Row) => string
  /** Rows are about to be replaced. */
  readonly isBusy?: boolean
  /** Said when there are no rows. */
  readonly empty: string
}

/**
 * A plain table with a head that stays in sight. Ant Design's brings trees, menus and filters along, 35 kB that no page
 * here needs.
 */
export function DataTable<Row>({ label, columns, rows, keyOf, isBusy = false, empty }: DataTableProps<Row>): ReactNode {
  return (
    // Scrolls by keyboard, too, and so has a name.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable (WCAG 2.1.1)
    <section className={styles['scroll']} aria-label={label} aria-busy={isBusy} tabIndex={0}>
      <table className={styles['table']}>
        <thead>
          <tr>
            {columns.map(({ key, title, isNumber }) => (
              <th key={key} scope="col" className={isNumber ? styles['number'] : undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <TableRow key={keyOf(row)} row={row} columns={columns} />
          ))}
        </tbody>
      </table>
      {rows.length === 0 && !isBusy && <p className={styles['empty']}>{empty}</p>}
    </section>
  )
}

interface TableRowProps<Row> {
  readonly row: Row
  readonly columns: readonly TableColumn<Row>[]
}

/** Drawn anew only with another row or other columns: a table that keeps its columns can be large. */
const TableRow = memo(({ row, columns }: TableRowProps<unknown>) => (
  <tr>
    {columns.map(({ key, render, isNumber }) => (
      <td key={key} className={isNumber ? styles['number'] : undefined}>
        {render(row)}
      </td>
    ))}
  </tr>
)) as <Row>(props: TableRowProps<Row>) => ReactNode

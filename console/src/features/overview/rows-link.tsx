import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { FilterSearch } from '../../filter/filter-search.js'
import { useText } from '../../text/use-text.js'

/** The way to the rows that something was counted from. */
export function RowsLink({
  search,
  children,
}: {
  readonly search: FilterSearch
  /** @default "See these rows" */
  readonly children?: ReactNode
}): ReactNode {
  const { overview: text } = useText()
  return (
    <Link to="/records" search={search}>
      {children ?? text.rows}
    </Link>
  )
}

import { defined, type FilterSearch, readFilterSearch, readText, readWhole } from '../../filter/filter-search.js'

/** Rows of a page that can be chosen. */
export const PAGE_SIZES = [20, 50, 100, 200] as const

/** What the records page shows, as its address says it. */
export interface RecordSearch extends FilterSearch {
  /** From 1. @default 1 */
  readonly page?: number
  /** @default 20 */
  readonly size?: number
  /** Names of the columns that are shown, separated by commas. @default those of the vendor's console */
  readonly columns?: string
}

/** Reads an address; what it does not understand is left out. */
export function readRecordSearch(search: Record<string, unknown>): RecordSearch {
  return {
    ...readFilterSearch(search),
    ...defined({
      page: readWhole(search['page'], 1, 1_000_000),
      size: PAGE_SIZES.find((size) => size === Number(search['size'])),
      columns: readText(search['columns']),
    }),
  }
}

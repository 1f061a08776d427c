import { type FilterSearch, readFilterSearch } from '../../filter/filter-search.js'
import { GRAINS, type Grain } from './grain.js'

/** What the overview shows, as its address says it. */
export interface OverviewSearch extends FilterSearch {
  /** @default as the range is long */
  readonly grain?: Grain
}

/** Reads an address; what it does not understand is left out. */
export function readOverviewSearch(search: Record<string, unknown>): OverviewSearch {
  const grain = GRAINS.find((known) => known === search['grain'])
  return { ...readFilterSearch(search), ...(grain && { grain }) }
}

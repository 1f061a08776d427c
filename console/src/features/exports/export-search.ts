import type { ExportOrder } from './export-queries.js'

/** What the export centre shows, as its address says it. */
export interface ExportSearch {
  /** From 1. @default 1 */
  readonly page?: number
  /** Records to export, as the API names filters: the dialog is open with them. */
  readonly order?: ExportFilter
}

/** Filters by what a record says, as the API names them. */
export const TEXT_FILTERS = [
  'user_name',
  'computer_name',
  'terminal_type',
  'whole_terminal_type',
  'public_ip',
  'network',
  'domain',
  'enterprise_project_id',
  'connection_failure_reason',
  'client_version',
  'agent_version',
] as const

const FILTERS = ['start_time', 'end_time', ...TEXT_FILTERS, 'status', 'min_e2e_rtt', 'max_e2e_rtt'] as const

/** Which records an export holds. */
export type ExportFilter = Pick<ExportOrder, (typeof FILTERS)[number]>

/** Reads an address; what it does not understand is left out. */
export function readExportSearch({ page, order }: Record<string, unknown>): ExportSearch {
  return {
    ...(Number.isInteger(page) && Number(page) > 0 && { page: Number(page) }),
    ...(typeof order === 'object' && order !== null && { order: readFilter(order as Record<string, unknown>) }),
  }
}

function readFilter(given: Record<string, unknown>): ExportFilter {
  const known = FILTERS.filter((name) => ['string', 'number'].includes(typeof given[name]) && given[name] !== '')
  return Object.fromEntries(
    known.map((name) => [name, name.endsWith('_rtt') ? Number(given[name]) : String(given[name])]),
  )
}

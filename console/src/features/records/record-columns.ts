import type { ConnectionRecordView } from '@deskledger/client'

/** Fields of a record that can be a column, in the order of the exported file (design.md 6). */
export const RECORD_COLUMNS = [
  'computer_name',
  'user_name',
  'terminal_ip',
  'terminal_type',
  'desktop_ip',
  'public_ip',
  'connection_start_time',
  'connection_end_time',
  'e2e_rtt',
  'connection_failure_reason',
  'terminal_mac',
  'terminal_name',
  'client_version',
  'agent_version',
  'connection_setup_time',
  'is_reconnect',
  'enterprise_project_id',
  'network_rtt',
  'source_ip',
  'sid',
  'transaction_id',
] as const satisfies readonly (keyof ConnectionRecordView)[]

export type RecordColumn = (typeof RECORD_COLUMNS)[number]

/** Columns of the vendor's console, and so those shown at first: the ten that begin its file. */
export const DEFAULT_COLUMNS: readonly RecordColumn[] = RECORD_COLUMNS.slice(0, 10)

/** Columns whose values are instants. */
export const INSTANTS: ReadonlySet<string> = new Set<RecordColumn>([
  'connection_start_time',
  'connection_setup_time',
  'connection_end_time',
])

/** The columns that a list of names means; the default when it means none. */
export function columnsOf(names: string | undefined): readonly RecordColumn[] {
  const wanted = new Set(names?.split(','))
  const known = RECORD_COLUMNS.filter((column) => wanted.has(column))
  return known.length === 0 ? DEFAULT_COLUMNS : known
}

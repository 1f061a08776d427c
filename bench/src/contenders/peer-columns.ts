import { EXPORT_COLUMNS, RECORD_FIELDS, type RecordField } from '@deskledger/domain'
import { PROJECT_ID } from '../data-set.js'

/** The kind of a column's values. */
export type PeerKind = RecordField['kind']

/** A column of a peer's table. */
export interface PeerColumn {
  readonly name: string
  readonly kind: PeerKind
}

const FIELD_COLUMNS = RECORD_FIELDS.map(({ wire, kind }): PeerColumn => ({ name: wire, kind }))

/** What a peer's table holds: the project and every field, named as the API names them. */
export const PEER_COLUMNS: readonly PeerColumn[] = [{ name: 'project_id', kind: 'text' }, ...FIELD_COLUMNS]

/** The columns of an export file in its order. */
const EXPORTED = EXPORT_COLUMNS.flatMap((column): PeerColumn[] => {
  const place = RECORD_FIELDS.findIndex(({ name }) => name === column)
  return FIELD_COLUMNS.slice(place, place + 1)
})

/** The kinds of the columns of an export file. */
export const EXPORT_KINDS = EXPORTED.map(({ kind }) => kind)

/** The columns of an export file as a list of SQL. */
export const EXPORT_LIST = listOf(EXPORTED)

/** All columns as a list of SQL. */
export const COLUMN_LIST = listOf(PEER_COLUMNS)

/** What a conflict sets: each field that the later line tells; what it does not tell stays. */
export const MERGE_ASSIGNMENTS = PEER_COLUMNS.map(({ name }) => name)
  .filter((name) => !['project_id', 'transaction_id', 'connection_start_time'].includes(name))
  .map((name) => `"${name}" = coalesce(excluded."${name}", connection_record."${name}")`)
  .join(', ')

/** Newest first, equal times by transaction. */
export const NEWEST_FIRST = 'connection_start_time DESC, transaction_id'

/** A value as JSON has it; null where the line does not tell it. */
export type PeerValue = string | number | boolean | null

/** The values of a line in the order of {@link PEER_COLUMNS}. */
export function valuesOf(line: string): PeerValue[] {
  const told = JSON.parse(line) as Readonly<Record<string, PeerValue>>
  return PEER_COLUMNS.map(({ name }) => (name === 'project_id' ? PROJECT_ID : (told[name] ?? null)))
}

/** Quoted, since some names have capitals. */
function listOf(columns: readonly PeerColumn[]): string {
  return columns.map(({ name }) => `"${name}"`).join(', ')
}

import { type FieldName, IDENTITY_FIELDS, MERGED_FIELDS, RECORD_FIELDS, type RecordField } from '@deskledger/domain'

/** Column of a record field: the API's own name, in snake case throughout. */
function columnOf(field: Pick<RecordField, 'wire'>): string {
  return field.wire.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

const SQL_TYPES = { text: 'VARCHAR', instant: 'TIMESTAMP', integer: 'INTEGER', boolean: 'BOOLEAN' } as const

/** One record field as a column of this engine. */
export interface RecordColumn {
  readonly name: FieldName
  readonly wire: string
  readonly column: string
  readonly kind: RecordField['kind']
  readonly type: string
}

const toColumn = (field: RecordField): RecordColumn => ({
  name: field.name,
  wire: field.wire,
  column: columnOf(field),
  kind: field.kind,
  type: SQL_TYPES[field.kind],
})

/** All record columns, in the order of the table. */
export const RECORD_COLUMNS: readonly RecordColumn[] = RECORD_FIELDS.map(toColumn)

/** The columns that revisions change; a stored `field_revisions` counts in this order. */
export const MERGED_COLUMNS: readonly RecordColumn[] = MERGED_FIELDS.map(toColumn)

/** The columns that every row has a value in. */
export const IDENTITY_COLUMNS: readonly string[] = IDENTITY_FIELDS.map((name) => columnByName(name).column)

/** The column of a field by our name for it. */
export function columnByName(name: FieldName): RecordColumn {
  const column = RECORD_COLUMNS.find((candidate) => candidate.name === name)
  if (column === undefined) throw new TypeError(`no column for field ${name}`)
  return column
}

/** What the engine keeps beside the facts: see sql/0001_ledger.sql. */
export const BOOKKEEPING_COLUMNS = ['public_address', 'revision', 'field_revisions', 'received_at', 'sequence'] as const

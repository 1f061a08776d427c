import type { ConnectionRecordView } from '@deskledger/contract'
import { type ConnectionRecord, RECORD_FIELDS } from '@deskledger/domain'

/** Fields that are taken in and filtered by, but not part of the API's Record (design.md 4). */
const HIDDEN: ReadonlySet<string> = new Set(['domain'])

const SHOWN_FIELDS = RECORD_FIELDS.filter(({ name }) => !HIDDEN.has(name))

/** A record as lists answer it: the API's names, times as text, nothing for what is not known. */
export function toRecordView(record: ConnectionRecord): ConnectionRecordView {
  const view: Record<string, string | number | boolean> = {}
  for (const { name, wire } of SHOWN_FIELDS) {
    const value = record[name]
    if (value !== undefined) view[wire] = value instanceof Date ? value.toISOString() : value
  }
  // The view's fields and RECORD_FIELDS are one list in two places; a test compares them.
  return view as ConnectionRecordView
}

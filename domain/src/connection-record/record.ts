import type { RecordField } from './fields.js'

interface ValueOfKind {
  text: string
  instant: Date
  integer: number
  boolean: boolean
}

type FieldValues = { [F in RecordField as F['name']]: ValueOfKind[F['kind']] }

/**
 * One attempt of a user to reach a desktop, failed or not; a session may have several (reconnects).
 * A fact that is not known (yet) is absent. Identity: the project and `transactionId`.
 */
export type ConnectionRecord = Pick<FieldValues, 'transactionId' | 'startedAt'> &
  Partial<Omit<FieldValues, 'transactionId' | 'startedAt'>>

/** A record as one delivery tells it, with the revision that decides which delivery wins, field by field. */
export interface RecordLine {
  readonly record: ConnectionRecord
  readonly revision: number
}

/**
 * The revision of a line that does not carry one: how far the connection had come.
 * 0 started, 1 established, 2 ended or failed (design.md 4).
 */
export function stageOf(record: ConnectionRecord): 0 | 1 | 2 {
  if (record.endedAt !== undefined || record.failureReason !== undefined) return 2
  return record.establishedAt !== undefined ? 1 : 0
}

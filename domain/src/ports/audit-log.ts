import type { AuditEntry, AuditEvent } from '../audit/audit-event.js'

/** How the outcomes of entries are asked for: answered with less than 400, 401 or 403, anything else. */
export type AuditOutcome = 'success' | 'denied' | 'failed'

/** Which entries are asked for. */
export interface AuditQuery {
  /** Entries of this account. */
  readonly accountId: string
  /** Also those that belong to no account: of unknown keys, and of the server itself. */
  readonly withUnattributed: boolean
  readonly userId?: string | undefined
  readonly operation?: string | undefined
  readonly outcome?: AuditOutcome | undefined
  /** Both included. */
  readonly from?: Date | undefined
  readonly until?: Date | undefined
  /** Only older entries than this one. */
  readonly beforeSequence?: number | undefined
  readonly limit: number
}

/** Some of the entries that match, newest first. It may be short, or empty, though there are more. */
export interface AuditPage {
  readonly entries: readonly AuditEntry[]
  /** `beforeSequence` of the next page; undefined when this is the last one. */
  readonly next?: number | undefined
}

/** Whose personal data are to go: of the entries that a user made, or wherever a value stands, ignoring case. */
export type ErasureOrder = { readonly accountId: string; readonly withUnattributed: boolean } & (
  | { readonly userId: string }
  | { readonly value: string }
)

/** Keeps the chain of audit entries. Nothing in it is ever changed; personal values beside it can be erased. */
export interface AuditLog {
  /**
   * Records an event: durable when it resolves.
   *
   * @param isDone what it tells has happened already; if it cannot be recorded now, it is kept in memory and recorded
   *   first as soon as that is possible again
   * @throws {AuditLogUnavailableError} it was not recorded
   */
  append(event: AuditEvent, options?: { readonly isDone?: boolean }): Promise<AuditEntry>
  /**
   * Resolves when events can be recorded, as far as is known; what could not be recorded before is then on record.
   *
   * @throws {AuditLogUnavailableError} nothing may be done that has to be recorded
   */
  ready(): Promise<void>
  list(query: AuditQuery): Promise<AuditPage>
  /** Erases personal values durably. @returns how many */
  erase(order: ErasureOrder): Promise<number>
  /** A signed checkpoint of everything recorded so far, as text; it is kept with the log, too. */
  checkpoint(): Promise<string>
  /** Writes a last checkpoint. Calls made afterwards reject. */
  close(): Promise<void>
}

import type { AddressRange } from '../access/policy/address-range.js'
import type { ProjectScope } from '../access/project-scope.js'
import type { ConnectionStatus } from './connection-status.js'

/** Bounds of a number, both included. A record without the number never matches a bound. */
export interface NumberRange {
  readonly min?: number | undefined
  readonly max?: number | undefined
}

/**
 * Which records are meant. Absent means unrestricted; all that is present must hold. Text is not empty (the edge drops
 * empty filters). What each filter compares is stated in design.md 4.
 */
export interface RecordFilter {
  /** `startedAt` at or after this instant. */
  readonly startedFrom?: Date | undefined
  /**
   * `startedAt` at or before this instant: an end covers its last unit, not more (spec/api.md 11, row 5). A range whose
   * ends are equal is empty (row 4).
   */
  readonly startedUntil?: Date | undefined
  /** Whole, ignoring case. */
  readonly userName?: string | undefined
  /** Whole, ignoring case. */
  readonly computerName?: string | undefined
  /** Part of the text, ignoring case. */
  readonly terminalType?: string | undefined
  /** The whole terminal type, ignoring case. */
  readonly wholeTerminalType?: string | undefined
  /** The same address, however spelled. */
  readonly publicIp?: string | undefined
  /** The network that `publicIp` lies in; what is no address lies in none. */
  readonly network?: AddressRange | undefined
  /** The very text. `0` is the default project, for records that say so. */
  readonly enterpriseProjectId?: string | undefined
  /** The record's own domain, else the part of the user name before `\` or after the last `@`; ignoring case. */
  readonly domain?: string | undefined
  readonly status?: ConnectionStatus | undefined
  /** The very text. */
  readonly failureReason?: string | undefined
  /** The very text. */
  readonly clientVersion?: string | undefined
  /** The very text. */
  readonly agentVersion?: string | undefined
  readonly e2eRttMs?: NumberRange | undefined
  readonly networkRttMs?: NumberRange | undefined
}

/** A filter within what the caller may see. No query goes without its scope. */
export interface RecordQuery extends RecordFilter, ProjectScope {}

/**
 * A state of the ledger: everything acknowledged up to `sequence`, nothing after. Sequences grow by one with each
 * committed ingest batch.
 */
export interface CutOff {
  readonly sequence: number
  /** How many removals (steps of a purge) had been made; what is removed later still belongs to it. @default 0 */
  readonly removals?: number | undefined
  readonly at: Date
}

import type { FieldName } from '../connection-record/fields.js'
import type { CutOff, RecordQuery } from '../connection-record/record-query.js'
import type { ExportFault } from '../faults/fault.js'
import type { Alterations } from '../ports/record-store.js'

/** States of an export task, in the API's own words (spec/api.md 6). */
export type ExportStatus = 'CREATING' | 'SUCCESS' | 'FAIL' | 'EXPIRED'

/** File types that can be asked for: two for people, two for machines. */
export const EXPORT_FORMATS = ['xlsx', 'csv', 'ndjson', 'parquet'] as const
export type ExportFormatName = (typeof EXPORT_FORMATS)[number]

/**
 * Whether a file is for machines: the API's field names and types, everything a record holds, always UTC, nothing guarded
 * or translated (design.md 6).
 */
export function isMachineFormat(format: ExportFormatName): boolean {
  return format === 'ndjson' || format === 'parquet'
}

/** File types that are plain text, which can be compressed as a whole; the others are compressed inside. */
export function canBeCompressed(format: ExportFormatName): boolean {
  return format === 'csv' || format === 'ndjson'
}

/** Languages of an exported file (spec/api.md 1). */
export const LANGUAGES = ['en_US', 'zh_CN'] as const
export type Language = (typeof LANGUAGES)[number]

/** What was asked for; frozen with the task. */
export interface ExportRequest {
  readonly query: RecordQuery
  readonly format: ExportFormatName
  readonly language: Language
  /** IANA name of the zone in which the file tells times. */
  readonly timeZone: string
  /** Columns of the file, in its order. */
  readonly columns: readonly FieldName[]
  /** How the whole file is compressed. @default it is not */
  readonly compression?: 'gzip' | undefined
}

/** Who asked: a user of the account that owns the project. */
export interface Requester {
  readonly userId: string
  readonly userName: string
}

/** Rows written so far; how many are expected is known once the worker has counted them. */
export interface ExportProgress {
  readonly rowsWritten: number
  readonly rowsExpected?: number | undefined
}

/** The file of a task that succeeded. */
export interface ExportFile {
  /** Name in the file store; each attempt has its own, so a late one cannot disturb the published one. */
  readonly key: string
  readonly rowCount: number
  readonly byteCount: number
  /** Lower-case hex. */
  readonly sha256: string
  /** What of the values was altered; absent in tasks from before it was counted. */
  readonly alterations?: Alterations | undefined
}

/** Why a task failed: a code of spec/errors.md and a reason that a person can act on. */
export interface ExportFailure {
  readonly code: string
  readonly reason: string
}

/** An order for a file: asked once, worked off by a worker, downloaded, expired, deleted. */
export interface ExportTask {
  readonly taskId: string
  readonly fileName: string
  readonly request: ExportRequest
  readonly cutOff: CutOff
  readonly requestedBy: Requester
  readonly status: ExportStatus
  readonly createdAt: Date
  readonly endedAt?: Date | undefined
  /** When the file goes; known once there is one. */
  readonly expiresAt?: Date | undefined
  readonly progress: ExportProgress
  readonly file?: ExportFile | undefined
  readonly failure?: ExportFailure | undefined
  readonly isDownloaded: boolean
  /** What is to go wrong with it, for tests of automation. */
  readonly fault?: ExportFault | undefined
}

/** Until when nobody may work on a task, because that was asked for. */
export function heldUntil({ createdAt, fault }: ExportTask): Date | undefined {
  return fault?.kind === 'hold-export' ? new Date(createdAt.getTime() + fault.seconds * 1000) : undefined
}

import type { ProjectScope } from '../access/project-scope.js'
import type { FieldName } from '../connection-record/fields.js'
import type { LineProblem } from '../connection-record/parse-line.js'
import type { ConnectionRecord } from '../connection-record/record.js'
import type { CutOff, RecordQuery } from '../connection-record/record-query.js'
import type { ConnectionRanking, ConnectionRankingQuestion } from '../statistics/connection-ranking.js'
import type { ConnectionSeriesBucket, ConnectionSeriesQuestion } from '../statistics/connection-series.js'

/** Lines to take in: a file on this machine's disk, so that row data need not pass through the program. */
export interface IngestBatch {
  /** NDJSON file: valid UTF-8, no blank lines, every line ended by a line feed. */
  readonly path: string
  readonly lineCount: number
}

/** How a batch is taken in. */
export interface MergeOptions {
  /** All lines or none. @default false */
  readonly atomic?: boolean
  /** When the batch was received: kept apart from the records' own times. */
  readonly receivedAt: Date
  /** SHA-256 of the delivery as it was sent, lower-case hex: what its entry of the ledger chain is known by. */
  readonly bodySha256?: string | undefined
}

/** Why a line of a batch had no effect. */
export type RefusalProblem =
  | LineProblem
  /** The transaction is known with another start. */
  | { readonly kind: 'start-conflict' }
  /** The same revision told another value of this field before; the stored one stands. */
  | { readonly kind: 'value-conflict'; readonly field: string }
  /** More lines of one transaction in one batch than `MAX_LINES_PER_TRANSACTION`. */
  | { readonly kind: 'too-many-lines' }

/** A line without effect. */
export interface LineRefusal {
  /** Which line of the batch, from 1. */
  readonly line: number
  readonly transactionId?: string | undefined
  readonly problem: RefusalProblem
}

/** What a batch did. Every line is in exactly one of the four counts. */
export interface MergeOutcome {
  /** Lines that began a record. */
  readonly created: number
  /** Lines that changed a record. */
  readonly updated: number
  /** Lines that told nothing new. */
  readonly unchanged: number
  readonly refusedCount: number
  /** The first refusals by line, at most `MAX_REFUSALS_TOLD`. */
  readonly refusals: readonly LineRefusal[]
  /** False when the batch was atomic and a line was refused: then nothing was stored and the counts tell what would have been. */
  readonly isStored: boolean
}

/** Refusals that are told one by one; all are counted. */
export const MAX_REFUSALS_TOLD = 1000

/** Lines of one transaction that one batch may carry; a connection has three stages, so this is ample. */
export const MAX_LINES_PER_TRANSACTION = 100

/** One page of a longer answer. */
export interface Page<T> {
  readonly items: readonly T[]
  /** Items on all pages. */
  readonly totalCount: number
}

/**
 * How an engine writes rows for people. The columns' order, local times of `timeZone` with milliseconds, an empty cell for
 * an unknown value.
 *
 * `csv`: `YYYY-MM-DD HH:MM:SS.mmm`; a field holding quote, comma, CR or LF is quoted; text beginning with
 * `= + - @`, tab or CR, or a full-width form of these, gets an apostrophe in front; a row ends with CRLF.
 *
 * `sheet-xml`: `<row r="n">` with n counted from 2 in each section, cells with references; text as inline or plain strings
 * (`t="inlineStr"`, `t="str"`), blanks preserved, characters that XML cannot hold as `_xHHHH_` (ECMA-376 ST_Xstring);
 * instants as serial numbers of style 1, integers plain, truth values as text; an unknown value has no cell; text beyond
 * 32,767 UTF-16 units is cut and ends with `CUT_MARK`.
 */
export interface PeopleLayout {
  readonly syntax: 'csv' | 'sheet-xml'
  readonly columns: readonly FieldName[]
  readonly timeZone: string
  /** The words for true and false. */
  readonly booleanWords: { readonly yes: string; readonly no: string }
  /** Rows before a new section (a worksheet) begins. @default no limit */
  readonly maxRowsPerSection?: number | undefined
}

/**
 * How an engine writes rows for machines: the API's field names in the columns' order, instants of UTC with milliseconds.
 *
 * `ndjson`: a JSON object in each line, which ends with LF; unknown values are left out, instants are RFC 3339 with `Z`. With
 * all columns a line can be delivered again.
 *
 * `parquet`: each `RenderedRows` is a Parquet file by itself, compressed with zstd, and there is at least one, if only of
 * no rows. Text is STRING, integers are INT32, truth values BOOLEAN, instants TIMESTAMP in milliseconds; all are optional.
 */
export interface MachineLayout {
  readonly syntax: 'ndjson' | 'parquet'
  readonly columns: readonly FieldName[]
}

/** How each row is written. */
export type RowLayout = PeopleLayout | MachineLayout

/** Ends a cell whose text was too long for the file type. */
export const CUT_MARK = '…[cut]'

/** Some whole rows of one section, in order; sections follow one another. */
export interface RenderedRows {
  /** From 0. */
  readonly section: number
  readonly rowCount: number
  /** UTF-8, in pieces that need not end at a row's end; a piece is valid until the next one is asked for. */
  readonly bytes: AsyncIterable<Uint8Array>
  /** When the newest and the oldest of them started; told of rows for people. */
  readonly started?: { readonly newest: Date; readonly oldest: Date } | undefined
  /** What of their values was altered. @default nothing */
  readonly alterations?: Alterations | undefined
}

/** How often values were altered because a file cannot hold them as they are, or should not. */
export interface Alterations {
  /** Cells whose text was too long and was cut; `CUT_MARK` ends them. */
  readonly cutCells: number
  /** Characters that the file can hold only as a replacement: `_xHHHH_` in worksheets. */
  readonly replacedCharacters: number
  /** Cells that got an apostrophe in front, lest they be taken for formulas. */
  readonly guardedCells: number
}

/** Which stretches of time online users are counted in. */
export interface OnlineUserQuestion {
  readonly scope: ProjectScope
  /** Lies in the first stretch. */
  readonly from: Date
  /** Lies in the last stretch. */
  readonly until: Date
  /** Hours and days of UTC. */
  readonly bucket: 'hour' | 'day'
  /** Until when a connection without an end is online. */
  readonly now: Date
}

/** How many users were online in one stretch of time. */
export interface OnlineUserCount {
  /** When the stretch begins. */
  readonly startsAt: Date
  readonly userCount: number
}

/** Desktops by their latest connection. */
export interface DesktopCounts {
  /** It is open: it has no end and did not fail. */
  readonly inUse: number
  /** It has ended or failed. */
  readonly ready: number
}

interface Cancellable {
  readonly signal?: AbortSignal | undefined
}

/** Keeps connection records and reads them back. */
export interface RecordStore {
  /**
   * Takes lines in, each by itself: a refused line has no effect and harms no other. Field by field the value of the highest
   * revision wins and a missing field erases nothing, so neither order nor repetition of deliveries matters. When it
   * resolves, the outcome is on disk and synced, and visible to the next `list`.
   * @throws {StorageFullError} nothing was stored
   * @throws {StoreUnavailableError} it is not known whether the batch was stored; sending it again is safe
   */
  merge(projectId: string, batch: IngestBatch, options: MergeOptions): Promise<MergeOutcome>
  /** Matching records, newest `startedAt` first, equal times by `transactionId`, and how many match in all. */
  list(query: RecordQuery, page: { offset: number; limit: number } & Cancellable): Promise<Page<ConnectionRecord>>
  /** How many records matched at the cut-off. */
  count(query: RecordQuery, cutOff: CutOff, options?: Cancellable): Promise<number>
  /**
   * Matching records as they stood at the cut-off, in the order of `list`, written by `layout`. Memory does not grow with
   * the rows. The pieces of one `RenderedRows` are read to their end before the next is asked for.
   */
  render(query: RecordQuery, cutOff: CutOff, layout: RowLayout, options?: Cancellable): AsyncIterable<RenderedRows>
  /**
   * Keeps a state readable by `count` and `render` until it is released as often as it was held: the present one, or,
   * after a restart and before the first merge, one that was held before.
   */
  hold(cutOff?: CutOff): Promise<CutOff>
  /** One hold of the state ends. One that is not held is ignored. */
  release(cutOff: CutOff): Promise<void>
  /** The enterprise projects that records of a project belong to, in ascending order. */
  enterpriseProjects(projectId: string, options?: Cancellable): Promise<readonly string[]>
  /**
   * For each hour or day from that of `from` to that of `until`, how many users were online; none when `until` lies before.
   * A user is a user name, ignoring case; a record without one counts nobody. A connection is online from when it was
   * established until its end, both included; one without an end until `now`. If it is not known when it was established,
   * it was online from its start, provided that it ended and did not fail. Memory does not grow with the records.
   */
  countOnlineUsers(question: OnlineUserQuestion, options?: Cancellable): Promise<readonly OnlineUserCount[]>
  /**
   * How many desktops there are. A desktop is a computer name, ignoring case, else a SID; the latest of its connections, by
   * start, then by transaction, decides. A connection failed when it has a failure reason and was never established.
   */
  countDesktops(scope: ProjectScope, options?: Cancellable): Promise<DesktopCounts>
  /** What the connections of each bucket are like, first to last, all of one state of the ledger. */
  connectionSeries(
    question: ConnectionSeriesQuestion,
    options?: Cancellable,
  ): Promise<readonly ConnectionSeriesBucket[]>
  /** Groups of connections that share a value, those with most of something first. */
  connectionRanking(question: ConnectionRankingQuestion, options?: Cancellable): Promise<ConnectionRanking>
  /** Releases the engine. Calls made afterwards reject. */
  close(): Promise<void>
}

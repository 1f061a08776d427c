import type { OperationId } from '@deskledger/contract'
import type { MergeOutcome } from '@deskledger/domain'
import type { Overload } from '../admission/admission-limits.js'
import type { SizeLimit } from './size-limit.js'

/** One answer, as it is counted: what was asked for, and neither by whom nor about what. */
export interface ObservedAnswer {
  /** Absent for the console, service paths and what is no route. */
  readonly operation: OperationId | undefined
  /** 499 when it did not get to its end. */
  readonly status: number
  /** `error_code` of a failure. */
  readonly errorCode: string | undefined
  /** From the first byte of the request to the last of the answer. */
  readonly seconds: number
}

/** Why a client was cut off: its body came too slowly, its request was not there in time, or it took its answer too slowly. */
export type CutOff = 'slow-sender' | 'late-request' | 'slow-reader'

/** Why a connection was closed without a word: nothing happened on it, or there were as many as may be. */
export type Closing = 'idle' | 'too-many'

/** Is told what the application does, to count it. It throws nothing and takes no time. */
export interface Observer {
  /** A request came; `answered` follows for each, also when its client leaves. */
  began(): void
  answered(answer: ObservedAnswer): void
  /** A request was refused because there is too much to do. */
  refused(overload: Overload): void
  /** A client was cut off for taking too much time. */
  cutOff(reason: CutOff): void
  /** A request was refused, or lines of it were left out, for their size. @param count of lines, else 1 */
  oversized(limit: SizeLimit, count?: number): void
  /** A connection was closed that nobody is answered on. */
  closed(reason: Closing): void
  /** A batch was taken in; `refusedCount` has all its refused lines. */
  ingested(counts: Pick<MergeOutcome, 'created' | 'updated' | 'unchanged' | 'refusedCount'>): void
}

import type { RowLayout } from '@deskledger/domain'
import type { Database } from '../database.js'
import type { Condition } from '../query/condition.js'

/** What is written, and where it lies on its way. */
export interface Rendering {
  readonly database: Database
  readonly temporaryDirectory: string
  readonly records: Condition
  readonly layout: RowLayout
  /** Resolves when the next slice may begin: lists go first. */
  readonly giveWay: () => Promise<void>
  readonly signal: AbortSignal | undefined
}

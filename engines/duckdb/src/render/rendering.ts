import type { RowLayout } from '@deskledger/domain'
import type { Database } from '../database.js'
import type { Condition } from '../query/condition.js'

/** The lists that go first. */
export interface ListsBeside {
  /** Resolves when the next slice may begin. */
  giveWay(): Promise<void>
  /** Whether somebody asks for lists these days, so that work should come in small pieces. */
  areExpected(): boolean
}

/** What is written, and where it lies on its way. */
export interface Rendering {
  readonly database: Database
  readonly temporaryDirectory: string
  readonly records: Condition
  readonly layout: RowLayout
  readonly lists: ListsBeside
  readonly signal: AbortSignal | undefined
}

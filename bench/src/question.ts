import type { GenerateOptions } from '@deskledger/sample-data'
import type { Row } from './measure.js'

/** How much is measured. */
export interface Scale {
  readonly name: string
  /** How often each contender has its turn. */
  readonly rounds: number
  /** Records that ingest begins with; as many lines follow. */
  readonly ingestRecords: number
  readonly listRecords: readonly number[]
  /** List requests of one round. */
  readonly listRequests: number
  /** How often each of many clients goes round all lists. */
  readonly clientRequests: number
  readonly exportRecords: number
}

/** What a question is asked with. */
export interface Bench {
  readonly scale: Scale
  /** Where filled ledgers are, kept or not. */
  readonly ledgers: string
  /** Empty, removed afterwards. */
  readonly scratch: string
  readonly tell: (progress: string) => void
}

/** What was measured on one data set. */
export interface Answer {
  readonly dataSet: GenerateOptions
  readonly rows: readonly Row[]
}

/** Something the bench finds out. */
export interface Question {
  readonly name: string
  /** The question in one sentence, contenders included. */
  readonly text: string
  ask(bench: Bench): Promise<readonly Answer[]>
}

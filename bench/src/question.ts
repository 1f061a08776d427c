import type { ExportFormatName } from '@deskledger/domain'
import type { GenerateOptions } from '@deskledger/sample-data'
import type { Peer } from './contenders/peer.js'
import type { Row } from './measure.js'

/** How much is measured. */
export interface Scale {
  readonly name: string
  /** Disk that all questions take while they run. */
  readonly diskBytes: number
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
  readonly fairnessRecords: number
  /** List requests of one stretch, of all clients together. */
  readonly fairnessRequests: number
  readonly growthRecords: readonly number[]
  /** Records of the exports of which memory is measured. */
  readonly memoryRecords: Readonly<Partial<Record<ExportFormatName, readonly number[]>>>
}

/** What a question is asked with. */
export interface Bench {
  readonly scale: Scale
  /** Where filled ledgers are, kept or not. */
  readonly ledgers: string
  /** Empty, removed afterwards. */
  readonly scratch: string
  /** Other databases that are compared, too; none unless they are asked for. */
  readonly peers: readonly Peer[]
  readonly tell: (progress: string) => void
}

/** What was measured on one data set. */
export interface Answer {
  readonly dataSet: GenerateOptions
  readonly rows: readonly Row[]
  /** What the reader must know of these rows, a sentence each. */
  readonly notes?: readonly string[]
}

/** Something the bench finds out. */
export interface Question {
  readonly name: string
  /** The question in one sentence, contenders included. */
  readonly text: string
  /** It says something only with many records, so it is no part of a quick run unless it is named. @default false */
  readonly isOnlyFull?: boolean
  ask(bench: Bench): Promise<readonly Answer[]>
}

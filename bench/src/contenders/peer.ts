import type { IngestBatch } from '@deskledger/domain'
import type { GenerateOptions } from '@deskledger/sample-data'
import type { ListCase } from '../list-cases.js'
import type { Listed } from '../lists.js'

/** A database that people might keep the same records in. */
export interface Peer {
  readonly name: string
  /** With more than so many records it takes no part: loading them would take longer than everything else. @default any */
  readonly maxRecords?: number
  /** @throws {Error} it cannot run on this machine; the message says why */
  check(): void
  /** Opens the database of a directory, or makes it, without indexes until something is loaded. */
  open(directory: string, dataSet: GenerateOptions): Promise<PeerDatabase>
}

/** An open database of a peer; all records belong to the bench's project. */
export interface PeerDatabase {
  /** Takes in new records in one go, then makes the indexes. */
  load(lines: Iterable<string>): Promise<void>
  /**
   * Takes lines in, committed and synced. A field that is absent erases nothing, otherwise the later line wins: no revisions
   * and no checks, which is less than the store does. @returns how many lines
   */
  merge(batch: IngestBatch): Promise<number>
  list(asked: ListCase, pageRows: number): Promise<Listed>
  /** Writes the columns of an export file, newest first, as CSV; not synced. @returns how many records */
  exportCsv(path: string): Promise<number>
  /** Tables and indexes on disk. */
  sizeBytes(): Promise<number>
  close(): Promise<void>
}

import type { LogProblem } from '@deskledger/proof'
import type { ChainProblem } from '../ledger-chain/compare.js'

/** Something in a data directory or a backup that is not as it was written. */
export type DirectoryProblem =
  /** The list of a backup is signed by no key that counts. */
  | { readonly kind: 'list-not-signed' }
  /** A file of a backup that its list does not name, is another one, or is not there. */
  | { readonly kind: 'file-unknown'; readonly path: string }
  | { readonly kind: 'file-changed'; readonly path: string }
  | { readonly kind: 'file-missing'; readonly path: string }
  | { readonly kind: 'database-missing'; readonly path: string }
  | { readonly kind: 'database-damaged'; readonly path: string; readonly reason: string }
  | { readonly kind: 'chain-missing' }
  /** Something within the ledger chain. */
  | { readonly kind: 'chain-damaged'; readonly problem: LogProblem }
  | { readonly kind: 'chain-foreign-entry'; readonly sequence: number }
  /** Database and chain do not agree. */
  | { readonly kind: 'ledger'; readonly problem: ChainProblem }
  | { readonly kind: 'too-many-records'; readonly recordCount: number; readonly createdCount: number }
  | { readonly kind: 'audit-missing'; readonly path: string }
  | { readonly kind: 'audit-damaged'; readonly problem: LogProblem }
  | { readonly kind: 'export-file'; readonly name: string; readonly why: ExportFileFault }

/** Why an export file is not what was published. */
export type ExportFileFault = 'no-manifest' | 'not-signed' | 'changed' | 'unreadable-manifest'

/** What was found to be so. */
export type DirectoryProof =
  | { readonly kind: 'backup'; readonly time: string; readonly fileCount: number }
  | { readonly kind: 'database'; readonly recordCount: number; readonly lastBatch: number }
  /** @param unnamedCount batches from before there was a chain */
  | { readonly kind: 'chain'; readonly batchCount: number; readonly unnamedCount: number }
  | { readonly kind: 'no-chain' }
  /** There is no database to compare it with. */
  | { readonly kind: 'chain-alone'; readonly lastBatch: number }
  | { readonly kind: 'audit'; readonly entryCount: number }
  | { readonly kind: 'export-files'; readonly count: number }

/** What nothing in a directory shows: that records are true, that nothing was cut off everywhere at once, whose key signed. */
export type NotProved = 'truth' | 'common-cut' | 'whose-key'

export type { BatchSums } from './chain/batch-sums.js'
export { LedgerInspection } from './chain/ledger-inspection.js'
export type { LostBatches } from './chain/lost-batches.js'
export { type AdoptionParts, adoptFirstAccount } from './control/adopt-first-account.js'
export { DuckDbDirectoryStore } from './control/duckdb-directory-store.js'
export { DuckDbExportTaskStore } from './control/duckdb-export-task-store.js'
export { DuckDbSessionStore } from './control/duckdb-session-store.js'
export { DuckDbSignatureJournal } from './control/duckdb-signature-journal.js'
export { Database, type DatabaseOptions } from './database.js'
export {
  DAMAGE_REMEDY,
  DatabaseDamagedError,
  DatabaseInUseError,
  DatabaseTooNewError,
  DatabaseUnreachableError,
} from './database-errors.js'
export { DuckDbRecordStore, type DuckDbRecordStoreParts } from './duckdb-record-store.js'
export { MACHINE_SHARE } from './machine-share.js'
export { unknownMigration } from './migrations.js'
export { KEY_VALUES } from './record-keys.js'
export { copyReadable, type ReadableCopy } from './recovery/copy-readable.js'
export { LedgerRecovery } from './recovery/ledger-recovery.js'
export type { TakenOver } from './recovery/take-over.js'

export { DuckDbAccessKeyStore } from './control/duckdb-access-key-store.js'
export { DuckDbExportTaskStore } from './control/duckdb-export-task-store.js'
export { Database, type DatabaseOptions } from './database.js'
export {
  DatabaseDamagedError,
  DatabaseInUseError,
  DatabaseTooNewError,
  DatabaseUnreachableError,
} from './database-errors.js'
export { DuckDbRecordStore, type DuckDbRecordStoreParts } from './duckdb-record-store.js'

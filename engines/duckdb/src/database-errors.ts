import { StorageFullError } from '@deskledger/domain'

/** Another process has the database file open; DuckDB lets in one at a time. */
export class DatabaseInUseError extends Error {
  override readonly name = 'DatabaseInUseError'
  constructor(path: string, options?: ErrorOptions) {
    super(`${path} is in use by another process; stop it, or choose another data directory.`, options)
  }
}

/** What to do about damaged data. */
export const DAMAGE_REMEDY = '`deskledger doctor` tells more, `deskledger recover` brings back what can be.'

/** The database file, or its log, cannot be read as a ledger. It is left as it is. */
export class DatabaseDamagedError extends Error {
  override readonly name = 'DatabaseDamagedError'
  /** The file that is damaged: the database, or its log. */
  readonly path: string

  constructor(database: string, options?: ErrorOptions) {
    const [, log] = /WAL file "([^"]+)"/.exec(String(options?.cause)) ?? []
    const path = log ?? database
    super(`${path} is damaged, or not a ledger's; ${DAMAGE_REMEDY}`, options)
    this.path = path
  }
}

/** The file has a schema that this version does not know. */
export class DatabaseTooNewError extends Error {
  override readonly name = 'DatabaseTooNewError'
  constructor(path: string, migration: string) {
    super(`${path} was written by a newer deskledger (${migration}); start that version, or a later one.`)
  }
}

/** The database file cannot be opened or made where it is to be. */
export class DatabaseUnreachableError extends Error {
  override readonly name = 'DatabaseUnreachableError'
  /** Whether the file is there, but not to be read and written. */
  readonly isThere: boolean

  constructor(path: string, reason: string, options?: ErrorOptions) {
    super(`${path} cannot be opened: ${reason}; change its owner or mode, or choose another place.`, options)
    this.isThere = !/^(No such file|database does not exist)/.test(reason)
  }
}

/** A statement needs more memory than the engine may use. With fewer rows it may fit. */
export class OutOfEngineMemoryError extends Error {
  override readonly name = 'OutOfEngineMemoryError'
  constructor(options?: ErrorOptions) {
    super('A statement needs more memory than the engine may use.', options)
  }
}

/** The disk was too full for a checkpoint; what was committed before it is on disk and synced all the same. */
export class CheckpointWithoutRoomError extends StorageFullError {}

import { readdir, readFile } from 'node:fs/promises'
import { StorageFullError, StoreUnavailableError } from '@deskledger/domain'
import {
  BIGINT,
  DuckDBBlobVector,
  type DuckDBConnection,
  DuckDBInstance,
  DuckDBTimestampValue,
  type DuckDBType,
  type DuckDBValue,
} from '@duckdb/node-api'
import { DatabaseDamagedError, DatabaseTooNewError, OutOfEngineMemoryError } from './database-errors.js'
import { openingError } from './opening-error.js'

/** How the engine is set up. */
export interface DatabaseOptions {
  /** Path of the database file, or `:memory:`. */
  readonly path: string
  /** Threads of the engine. @default 2 */
  readonly threads?: number | undefined
  /** Memory of the engine, in bytes. @default 1 GiB */
  readonly memoryLimitBytes?: number | undefined
}

/** What a statement can be given: a bigint is BIGINT, a Date TIMESTAMP. */
export type Parameter = string | number | bigint | boolean | Date | null

/** Values by parameter name, without the `$`. */
export type Parameters = Readonly<Record<string, Parameter>>

/** A row as JavaScript values: TIMESTAMP as Date, BIGINT as bigint. */
export type Row = Readonly<Record<string, unknown>>

/** Log that is written before a checkpoint copies it into the file: large enough to keep ingest free of stalls. */
const CHECKPOINT_THRESHOLD = '64MB'

/** Pause between two interrupts of work that is no longer wanted, in milliseconds. */
const INTERRUPT_MS = 20

/**
 * One DuckDB instance for the whole process: a second one on the same file would corrupt it.
 * Readers borrow connections from a pool; writers own one.
 */
export class Database {
  private readonly idle: DuckDBConnection[] = []

  private constructor(private readonly instance: DuckDBInstance) {}

  /**
   * Opens the file, or makes it, and brings its schema up to date.
   * @throws {DatabaseInUseError} another process has it
   * @throws {DatabaseUnreachableError} it cannot be opened or made where it is to be
   * @throws {DatabaseDamagedError} it cannot be read
   * @throws {DatabaseTooNewError} a newer deskledger wrote it
   */
  static async open({ path, threads = 2, memoryLimitBytes = 2 ** 30 }: DatabaseOptions): Promise<Database> {
    const instance = await create(path, {
      threads: String(threads),
      memory_limit: `${Math.ceil(memoryLimitBytes / 2 ** 20)}MiB`,
      checkpoint_threshold: CHECKPOINT_THRESHOLD,
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      // Pages are cut out by time before wide rows are read; fetching rows by number afterwards costs five times as much.
      late_materialization_max_rows: '0',
    })
    const database = new Database(instance)
    try {
      await database.migrate()
    } catch (error) {
      database.close()
      const isKnown = error instanceof DatabaseTooNewError || error instanceof StorageFullError
      throw isKnown ? error : new DatabaseDamagedError(path, { cause: error })
    }
    return database
  }

  /** A connection of one's own, for temporary tables and transactions. */
  async connect(): Promise<Session> {
    const connection = await this.instance.connect()
    const session = new Session(connection)
    await session.run("SET TimeZone = 'UTC'")
    return session
  }

  /** Runs work on a pooled connection; when the signal fires, the engine stops it. */
  async use<T>(work: (session: Session) => Promise<T>, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted()
    const connection = this.idle.pop() ?? (await this.connect()).connection
    let interrupting: NodeJS.Timeout | undefined
    const interrupt = (): void => {
      // A statement that waits for a thread does not hear it yet, so it is said until the work ends.
      interrupting = setInterval(() => connection.interrupt(), INTERRUPT_MS)
      connection.interrupt()
    }
    signal?.addEventListener('abort', interrupt, { once: true })
    try {
      return await work(new Session(connection, signal))
    } catch (error) {
      signal?.throwIfAborted()
      throw error
    } finally {
      signal?.removeEventListener('abort', interrupt)
      clearInterval(interrupting)
      this.idle.push(connection)
    }
  }

  /** Writes the log into the file and closes it. */
  close(): void {
    for (const connection of this.idle.splice(0)) connection.closeSync()
    this.instance.closeSync()
  }

  private async migrate(): Promise<void> {
    const session = await this.connect()
    try {
      await session.run('CREATE TABLE IF NOT EXISTS schema_migration (name VARCHAR NOT NULL)')
      const done = new Set((await session.all('SELECT name FROM schema_migration')).map((row) => row['name']))
      const directory = new URL('../sql/', import.meta.url)
      const files = (await readdir(directory)).filter((name) => name.endsWith('.sql')).sort()
      for (const name of done) {
        if (!files.includes(String(name))) throw new DatabaseTooNewError(String(name))
      }
      for (const name of files.filter((file) => !done.has(file))) {
        const statements = await readFile(new URL(name, directory), 'utf8')
        await session.transaction(async () => {
          await session.run(statements)
          await session.run('INSERT INTO schema_migration VALUES ($name)', { name })
        })
      }
    } finally {
      session.close()
    }
  }
}

/** One connection, with errors in the domain's words. */
export class Session {
  constructor(
    readonly connection: DuckDBConnection,
    private readonly signal?: AbortSignal,
  ) {}

  /** Runs one statement, or several when there are no parameters. */
  async run(sql: string, parameters?: Parameters): Promise<void> {
    await this.guarded(() => this.connection.run(sql, ...bound(parameters)))
  }

  /** All rows of a small result. */
  async all(sql: string, parameters?: Parameters): Promise<Row[]> {
    const result = await this.guarded(() => this.connection.runAndReadAll(sql, ...bound(parameters)))
    return result.getRowObjectsJS() as Row[]
  }

  /** A result of numbers, column by column: far less on the heap than rows are. */
  async numbers(sql: string, parameters?: Parameters): Promise<number[][]> {
    const result = await this.guarded(() => this.connection.runAndReadAll(sql, ...bound(parameters)))
    return result.getColumnsJS() as number[][]
  }

  /** The only row of a result: a BLOB first, which is copied just once, then numbers. A NULL BLOB is empty. */
  async bytesAndNumbers(sql: string, parameters: Parameters): Promise<{ bytes: Uint8Array; numbers: number[] }> {
    const result = await this.guarded(() => this.connection.run(sql, ...bound(parameters)))
    const chunk = await this.guarded(() => result.fetchChunk())
    const blob = chunk?.getColumnVector(0)
    if (chunk?.rowCount !== 1 || !(blob instanceof DuckDBBlobVector))
      throw new TypeError('the statement answered no row')
    const numbers = Array.from({ length: chunk.columnCount - 1 }, (_, at) =>
      Number(chunk.getColumnVector(at + 1).getItem(0)),
    )
    return { bytes: blob.getItemBytes(0) ?? new Uint8Array(), numbers }
  }

  /** Adds rows of texts and numbers to a temporary table. */
  async append(table: string, rows: readonly (readonly (string | number)[])[]): Promise<void> {
    const appender = await this.connection.createAppender(table, 'main', 'temp')
    try {
      for (const row of rows) {
        for (const value of row) {
          if (typeof value === 'number') appender.appendInteger(value)
          else appender.appendVarchar(value)
        }
        appender.endRow()
      }
    } finally {
      appender.closeSync()
    }
  }

  /** The only row of a result. */
  async one(sql: string, parameters?: Parameters): Promise<Row> {
    const [row] = await this.all(sql, parameters)
    if (row === undefined) throw new TypeError('the statement answered no row')
    return row
  }

  /** Commits what `work` did, or undoes it all. */
  async transaction<T>(work: () => Promise<T>): Promise<T> {
    await this.run('BEGIN TRANSACTION')
    try {
      const result = await work()
      await this.run('COMMIT')
      return result
    } catch (error) {
      // A failed commit has rolled back already; the first error is the one to tell.
      await this.connection.run('ROLLBACK').catch(() => undefined)
      throw error
    }
  }

  close(): void {
    this.connection.closeSync()
  }

  /** An interrupt between two statements stops neither, so the signal is looked at before each. */
  private guarded<T>(work: () => Promise<T>): Promise<T> {
    this.signal?.throwIfAborted()
    return translated(work)
  }
}

async function create(path: string, options: Record<string, string>): Promise<DuckDBInstance> {
  try {
    return await DuckDBInstance.create(path, options)
  } catch (error) {
    throw openingError(path, error)
  }
}

type Bound = [values?: Record<string, DuckDBValue>, types?: Record<string, DuckDBType>]

/** Values as the engine takes them. Without its type a bigint would be a HUGEINT, which fewer functions take. */
function bound(parameters: Parameters | undefined): Bound {
  if (parameters === undefined) return []
  const entries = Object.entries(parameters)
  const values = entries.map(([name, value]): [string, DuckDBValue] => [
    name,
    value instanceof Date ? new DuckDBTimestampValue(BigInt(value.getTime()) * 1000n) : value,
  ])
  const bigints = entries.filter(([, value]) => typeof value === 'bigint').map(([name]) => [name, BIGINT])
  return [Object.fromEntries(values), Object.fromEntries(bigints)]
}

async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const message = String(error)
    if (/No space left|ENOSPC|quota exceeded/i.test(message)) throw new StorageFullError({ cause: error })
    if (/^Error: Out of Memory Error/i.test(message)) throw new OutOfEngineMemoryError({ cause: error })
    if (/FATAL Error|database has been invalidated|connection.*closed/i.test(message)) {
      throw new StoreUnavailableError('The ledger cannot be used now; try again, or restart the server.', {
        cause: error,
      })
    }
    throw error
  }
}

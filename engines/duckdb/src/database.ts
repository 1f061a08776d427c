import { readdir, readFile } from 'node:fs/promises'
import { StorageFullError, StoreUnavailableError } from '@deskledger/domain'
import {
  BIGINT,
  type DuckDBConnection,
  DuckDBInstance,
  DuckDBTimestampValue,
  type DuckDBType,
  type DuckDBValue,
} from '@duckdb/node-api'
import { DatabaseDamagedError, DatabaseInUseError, DatabaseTooNewError } from './database-errors.js'

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
    const session = this.idle.pop()
    const borrowed = session === undefined ? await this.connect() : new Session(session)
    const interrupt = (): void => borrowed.connection.interrupt()
    signal?.addEventListener('abort', interrupt, { once: true })
    try {
      return await work(borrowed)
    } catch (error) {
      signal?.throwIfAborted()
      throw error
    } finally {
      signal?.removeEventListener('abort', interrupt)
      this.idle.push(borrowed.connection)
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
  constructor(readonly connection: DuckDBConnection) {}

  /** Runs one statement, or several when there are no parameters. */
  async run(sql: string, parameters?: Parameters): Promise<void> {
    await translated(() => this.connection.run(sql, ...bound(parameters)))
  }

  /** All rows of a small result. */
  async all(sql: string, parameters?: Parameters): Promise<Row[]> {
    const result = await translated(() => this.connection.runAndReadAll(sql, ...bound(parameters)))
    return result.getRowObjectsJS() as Row[]
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
      await this.run('ROLLBACK').catch(() => undefined)
      throw error
    }
  }

  close(): void {
    this.connection.closeSync()
  }
}

async function create(path: string, options: Record<string, string>): Promise<DuckDBInstance> {
  try {
    return await DuckDBInstance.create(path, options)
  } catch (error) {
    if (/lock/i.test(String(error))) throw new DatabaseInUseError(path, { cause: error })
    throw new DatabaseDamagedError(path, { cause: error })
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
    if (/FATAL Error|database has been invalidated|connection.*closed/i.test(message)) {
      throw new StoreUnavailableError('The ledger cannot be used now; try again, or restart the server.', {
        cause: error,
      })
    }
    throw error
  }
}

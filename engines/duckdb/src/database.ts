import { readFile, stat } from 'node:fs/promises'
import { StorageFullError, StoreUnavailableError, type WriteState } from '@deskledger/domain'
import {
  BIGINT,
  DuckDBBlobVector,
  type DuckDBConnection,
  DuckDBTimestampValue,
  type DuckDBType,
  type DuckDBValue,
} from '@duckdb/node-api'
import {
  CheckpointWithoutRoomError,
  DatabaseDamagedError,
  DatabaseTooNewError,
  OutOfEngineMemoryError,
} from './database-errors.js'
import { engineOptions } from './engine-options.js'
import { freeBytes } from './free-bytes.js'
import { MIGRATIONS, migrationFiles, unknownMigration } from './migrations.js'
import { INTERRUPT_MS, OpenInstance } from './open-instance.js'

/** A change of the schema, before (`durationMs` undefined) or after it was made. */
export interface MigrationStep {
  readonly name: string
  /** From 1, of `count` that this start makes. */
  readonly number: number
  readonly count: number
  readonly durationMs?: number | undefined
}

/** How the engine is set up. */
export interface DatabaseOptions {
  /** Path of the database file, or `:memory:`. */
  readonly path: string
  /** Threads of the engine. @default 2 */
  readonly threads?: number | undefined
  /** Memory of the engine, in bytes. @default 1 GiB */
  readonly memoryLimitBytes?: number | undefined
  /** Told when the engine gave up and why, and when it could be opened again. @default nobody */
  readonly onFailure?: ((error: unknown) => void) | undefined
  readonly onReopened?: (() => void) | undefined
  /** Told before and after each change of the schema of a file that is not new: a large one takes minutes. @default nobody */
  readonly onMigration?: ((step: MigrationStep) => void) | undefined
}

/** What a statement can be given: a bigint is BIGINT, a Date TIMESTAMP. */
export type Parameter = string | number | bigint | boolean | Date | null

/** Values by parameter name, without the `$`. */
export type Parameters = Readonly<Record<string, Parameter>>

/** A row as JavaScript values: TIMESTAMP as Date, BIGINT as bigint. */
export type Row = Readonly<Record<string, unknown>>

const MEMORY = ':memory:'

/** Log that is written before a checkpoint copies it into the file: large enough to keep ingest free of stalls. */
const CHECKPOINT_THRESHOLD = '64MB'

/** No checkpoint by itself: one that fails for want of room would close the database again. */
const NO_CHECKPOINT = '1TB'

/** Pause before a database that could not be opened again is tried once more, in milliseconds; doubled each time up to a limit. */
const RETRY_MS = 1_000
const LONGEST_RETRY_MS = 8_000

/** How long calls wait for a database that is being opened again, in milliseconds: batches are to be refused within 2 s. */
const WAIT_MS = 1_500

/** How long reads wait after a full disk, in milliseconds: they are to go on, and reading a long log takes seconds. */
const READ_WAIT_MS = 15_000

/** Room that batches leave free, so that ends of tasks, the audit log and the like can still be written, in bytes. */
const ROOM_KEPT_BYTES = 4 * 2 ** 20

/** Room that a checkpoint may take beside twice the log, in bytes. */
const CHECKPOINT_ROOM_BYTES = 8 * 2 ** 20

/**
 * One DuckDB instance for the whole process: a second one on the same file would corrupt it.
 * Readers borrow connections from a pool; writers own one.
 *
 * After a failed sync or a checkpoint on a full disk the engine refuses everything (promises 3 and 4). Then the instance is
 * closed and another one opened. After a full disk it serves at once and makes no checkpoint until there is room. After
 * anything else it first writes all that its log holds into the file, and syncs that: whoever asks a failed sync again is
 * told that all is well.
 */
export class Database {
  private readonly idle: Session[] = []
  private opened: OpenInstance
  private reopening: Promise<void> | undefined
  private isFailed = false
  private roomWatch: NodeJS.Timeout | undefined
  private isClosed = false

  private constructor(
    private readonly options: DatabaseOptions,
    opened: OpenInstance,
  ) {
    this.opened = opened
  }

  /**
   * Opens the file, or makes it, and brings its schema up to date.
   * @throws {DatabaseInUseError} another process has it
   * @throws {DatabaseUnreachableError} it cannot be opened or made where it is to be
   * @throws {DatabaseDamagedError} it cannot be read
   * @throws {DatabaseTooNewError} a newer deskledger wrote it
   */
  static async open(options: DatabaseOptions): Promise<Database> {
    const database = new Database(options, await OpenInstance.open(options.path, ledgerOptions(options)))
    try {
      await database.migrate()
    } catch (error) {
      database.close()
      const isKnown = error instanceof DatabaseTooNewError || error instanceof StorageFullError
      throw isKnown ? error : new DatabaseDamagedError(options.path, { cause: error })
    }
    return database
  }

  /**
   * A connection of one's own, for temporary tables and transactions, as long as it is usable.
   * @throws {StoreUnavailableError} the database cannot be opened again yet
   */
  async connect(): Promise<Session> {
    await this.untilReopened(WAIT_MS)
    const session = new Session(this, this.opened, await this.opened.connect())
    await session.run("SET TimeZone = 'UTC'")
    return session
  }

  /**
   * Runs work that only reads on a pooled connection; when the signal fires, the engine stops it. If the database has to be
   * opened again meanwhile, the work is done once more.
   */
  async use<T>(work: (session: Session) => Promise<T>, signal?: AbortSignal): Promise<T> {
    const first = await this.borrow(signal)
    try {
      return await this.lend(first, work, signal)
    } catch (error) {
      signal?.throwIfAborted()
      if (first.isUsable) throw error
    }
    return this.lend(await this.borrow(signal), work, signal)
  }

  /** Whether batches can be taken in now. */
  async writeState(): Promise<WriteState> {
    if (this.isFailed) return { canWrite: false, reason: 'engine-failed' }
    return (await this.hasRoom()) ? { canWrite: true } : { canWrite: false, reason: 'disk-full' }
  }

  /** @throws {StorageFullError} so little room is left that it is kept for more important things than batches */
  async assertRoom(): Promise<void> {
    if (!(await this.hasRoom())) throw new StorageFullError()
  }

  /** The engine refuses everything from now on: closes this instance, unless that is done, and opens another one. */
  reopen(failed: OpenInstance, error: unknown): void {
    if (failed !== this.opened || this.reopening !== undefined || this.isClosed) return
    this.options.onFailure?.(error)
    // There is nothing to open again.
    if (this.options.path === MEMORY) return
    clearTimeout(this.roomWatch)
    const isFull = error instanceof StorageFullError
    this.isFailed = !isFull
    this.reopening = this.openAnother(failed, isFull).finally(() => {
      this.reopening = undefined
    })
  }

  /** Writes the log into the file and closes it. */
  close(): void {
    this.isClosed = true
    clearTimeout(this.roomWatch)
    this.opened.closeNow()
  }

  private async openAnother(failed: OpenInstance, isFull: boolean): Promise<void> {
    await failed.abandon()
    this.idle.splice(0)
    for (let pauseMs = RETRY_MS; !this.isClosed; pauseMs = Math.min(2 * pauseMs, LONGEST_RETRY_MS)) {
      const opened = await this.tryToOpen(isFull)
      if (opened !== undefined) {
        this.opened = opened
        this.isFailed = false
        if (this.isClosed) opened.closeNow()
        else if (isFull) this.awaitRoom(opened)
        this.options.onReopened?.()
        return
      }
      await new Promise((resolve) => setTimeout(resolve, pauseMs))
    }
  }

  private async tryToOpen(isFull: boolean): Promise<OpenInstance | undefined> {
    let opened: OpenInstance | undefined
    try {
      opened = await OpenInstance.open(this.options.path, ledgerOptions(this.options, isFull))
      const session = new Session(this, opened, await opened.connect())
      if (!isFull) await session.run('CHECKPOINT')
      session.close()
      return opened
    } catch (error) {
      this.options.onFailure?.(error)
      await opened?.abandon()
      return undefined
    }
  }

  /** Once there is room, the log is written into the file again when it has grown. */
  private awaitRoom(opened: OpenInstance): void {
    this.roomWatch = setTimeout(async () => {
      try {
        const { size } = await stat(`${this.options.path}.wal`).catch(() => ({ size: 0 }))
        const hasRoom = (await freeBytes(this.options.path)) >= 2 * size + CHECKPOINT_ROOM_BYTES
        if (hasRoom) await this.use((session) => session.run(`SET checkpoint_threshold = '${CHECKPOINT_THRESHOLD}'`))
        else if (opened.isUsable) this.awaitRoom(opened)
      } catch (error) {
        this.options.onFailure?.(error)
        if (opened.isUsable) this.awaitRoom(opened)
      }
    }, RETRY_MS)
  }

  private async hasRoom(): Promise<boolean> {
    return this.options.path === MEMORY || (await freeBytes(this.options.path)) >= ROOM_KEPT_BYTES
  }

  private async untilReopened(limitMs: number): Promise<void> {
    if (this.reopening === undefined) return
    let timer: NodeJS.Timeout | undefined
    const isLate = new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(true), limitMs)
    })
    const isTooLate = await Promise.race([this.reopening.then(() => false), isLate])
    clearTimeout(timer)
    if (isTooLate) throw reopeningError()
  }

  private async borrow(signal: AbortSignal | undefined): Promise<Session> {
    signal?.throwIfAborted()
    await this.untilReopened(this.isFailed ? WAIT_MS : READ_WAIT_MS)
    signal?.throwIfAborted()
    return this.idle.pop() ?? this.connect()
  }

  private async lend<T>(
    session: Session,
    work: (session: Session) => Promise<T>,
    signal: AbortSignal | undefined,
  ): Promise<T> {
    let interrupting: NodeJS.Timeout | undefined
    const interrupt = (): void => {
      // A statement that waits for a thread does not hear it yet, so it is said until the work ends.
      interrupting = setInterval(() => session.interrupt(), INTERRUPT_MS)
      session.interrupt()
    }
    signal?.addEventListener('abort', interrupt, { once: true })
    try {
      return await work(session.until(signal))
    } catch (error) {
      signal?.throwIfAborted()
      throw error
    } finally {
      signal?.removeEventListener('abort', interrupt)
      clearInterval(interrupting)
      // An interrupt may also have hit BEGIN or ROLLBACK: what state the connection is in, nobody knows.
      if (signal?.aborted) session.close()
      else if (session.isUsable) this.idle.push(session)
    }
  }

  private async migrate(): Promise<void> {
    const session = await this.connect()
    try {
      await session.run('CREATE TABLE IF NOT EXISTS schema_migration (name VARCHAR NOT NULL)')
      const done = new Set((await session.all('SELECT name FROM schema_migration')).map(({ name }) => String(name)))
      const unknown = await unknownMigration([...done])
      if (unknown !== undefined) throw new DatabaseTooNewError(this.options.path, unknown)
      const missing = (await migrationFiles()).filter((file) => !done.has(file))
      const tell = done.size === 0 ? undefined : this.options.onMigration
      for (const [at, name] of missing.entries()) {
        const statements = await readFile(new URL(name, MIGRATIONS), 'utf8')
        const step = { name, number: at + 1, count: missing.length }
        const startedMs = performance.now()
        tell?.(step)
        await session.transaction(async () => {
          await session.run(statements)
          await session.run('INSERT INTO schema_migration VALUES ($name)', { name })
        })
        tell?.({ ...step, durationMs: Math.round(performance.now() - startedMs) })
      }
    } finally {
      session.close()
    }
  }
}

/** One connection, with errors in the domain's words. */
export class Session {
  constructor(
    private readonly database: Database,
    private readonly opened: OpenInstance,
    readonly connection: DuckDBConnection,
    private readonly signal?: AbortSignal,
  ) {}

  /** False once the database had to be opened again: temporary tables and transactions are gone, and calls reject. */
  get isUsable(): boolean {
    return this.opened.isUsable
  }

  /** The same connection, whose statements begin only as long as the signal has not fired. */
  until(signal: AbortSignal | undefined): Session {
    return new Session(this.database, this.opened, this.connection, signal)
  }

  /** Stops the statement under way. */
  interrupt(): void {
    this.opened.interrupt(this.connection)
  }

  /** Runs one statement, or several when there are no parameters. */
  async run(sql: string, parameters?: Parameters): Promise<void> {
    try {
      await this.guarded(() => this.connection.run(sql, ...bound(parameters)))
    } catch (error) {
      if (!(error instanceof CheckpointWithoutRoomError)) throw error
    }
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
    await this.guarded(async () => {
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
    })
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
      // A failed commit has rolled back already, and so has a closed connection; the first error is the one to tell.
      // When nobody waits any more it is not even tried: such a connection is closed.
      await this.run('ROLLBACK').catch(() => undefined)
      throw error
    }
  }

  /**
   * Runs calls on the connection itself that belong together; the connection is not closed before they end.
   * An interrupt between two statements stops neither, so the signal is looked at before each.
   */
  async guarded<T>(work: () => Promise<T>): Promise<T> {
    this.signal?.throwIfAborted()
    if (!this.opened.isUsable) throw reopeningError()
    try {
      return await this.opened.during(work)
    } catch (error) {
      const told = translated(error)
      if (isFatal(error)) this.database.reopen(this.opened, told)
      throw told
    }
  }

  close(): void {
    this.opened.disconnect(this.connection)
  }
}

function ledgerOptions(options: DatabaseOptions, isFull = false): Record<string, string> {
  return {
    ...engineOptions(options),
    checkpoint_threshold: isFull ? NO_CHECKPOINT : CHECKPOINT_THRESHOLD,
    // Pages are cut out by time before wide rows are read; fetching rows by number afterwards costs five times as much.
    late_materialization_max_rows: '0',
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

/** An error of the engine in the domain's words. */
function translated(error: unknown): unknown {
  const message = String(error)
  if (/No space left|ENOSPC|quota exceeded/i.test(message)) {
    const isCommitted = /COMMIT succeeded and is durable/.test(message)
    return isCommitted ? new CheckpointWithoutRoomError({ cause: error }) : new StorageFullError({ cause: error })
  }
  if (/^Error: Out of Memory Error/i.test(message)) return new OutOfEngineMemoryError({ cause: error })
  return isFatal(error) || /connection.*closed/i.test(message) ? reopeningError({ cause: error }) : error
}

/** Whether the engine refuses everything until it is opened again. */
function isFatal(error: unknown): boolean {
  return /FATAL Error|database has been invalidated/i.test(String(error))
}

function reopeningError(options?: ErrorOptions): StoreUnavailableError {
  return new StoreUnavailableError('The ledger has to be opened again; try again in a few seconds.', options)
}

import type { AccessKey, CommittedBatch } from '@deskledger/domain'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { fromEntityDocument } from '../control/entity-document.js'
import type { DatabaseOptions, Row } from '../database.js'
import { engineOptions } from '../engine-options.js'
import { openingError } from '../opening-error.js'
import { quote } from '../quote.js'
import { toCommittedBatch } from './batch-row.js'
import { BATCH_SUMS, type BatchSums, toBatchSums } from './batch-sums.js'
import type { LostBatches } from './lost-batches.js'

/**
 * Looks at a ledger that no server runs on, and changes nothing: the file and its log stay as they are, byte by byte, also
 * when the log is damaged.
 */
export class LedgerInspection {
  private constructor(
    private readonly path: string,
    private readonly instance: DuckDBInstance,
    private readonly connection: DuckDBConnection,
  ) {}

  /**
   * @throws {DatabaseInUseError} a server runs on it
   * @throws {DatabaseUnreachableError} it is not there, or cannot be opened
   * @throws {DatabaseDamagedError} it cannot be read
   */
  static async open({ path, ...options }: DatabaseOptions): Promise<LedgerInspection> {
    const instance = await DuckDBInstance.create(':memory:', engineOptions(options))
    try {
      const connection = await instance.connect()
      await connection.run("SET TimeZone = 'UTC'")
      await connection.run(`ATTACH ${quote(path)} AS ledger (READ_ONLY)`)
      await connection.run('USE ledger')
      return new LedgerInspection(path, instance, connection)
    } catch (error) {
      instance.closeSync()
      throw openingError(path, error)
    }
  }

  /** Whether nothing was made in it yet, because its server was killed while it started for the first time. */
  async isEmpty(): Promise<boolean> {
    const tables = await this.rows("SELECT table_name AS name FROM duckdb_tables() WHERE database_name = 'ledger'")
    // What it has seen is noted in a table that is made before anything else.
    if (tables.some(({ name }) => name !== 'schema_migration')) return false
    return tables.length === 0 || (await this.migrations()).length === 0
  }

  /** Whether the ledger has a chain beside it. One of an earlier version says no. */
  async hasChain(): Promise<boolean> {
    const [table] = await this.rows("SELECT 1 FROM duckdb_tables() WHERE table_name = 'ledger_chain'")
    return table !== undefined && (await this.rows('SELECT 1 FROM ledger_chain')).length > 0
  }

  /** Names of the changes of the schema that it has seen, in order. */
  async migrations(): Promise<readonly string[]> {
    return (await this.rows('SELECT name FROM schema_migration ORDER BY name')).map(({ name }) => String(name))
  }

  /** Access keys of all users; none in a ledger from before there were identities. */
  async accessKeys(): Promise<readonly AccessKey[]> {
    const [table] = await this.rows("SELECT 1 FROM duckdb_tables() WHERE table_name = 'directory_entity'")
    if (table === undefined) return []
    const rows = await this.rows("SELECT document FROM directory_entity WHERE kind = 'access-key'")
    return rows
      .map(({ document }) => fromEntityDocument(String(document)))
      .filter((entity) => entity.kind === 'access-key')
  }

  /** What recoveries could not bring back. A ledger of an earlier version has none. */
  async lostBatches(): Promise<readonly LostBatches[]> {
    const [table] = await this.rows("SELECT 1 FROM duckdb_tables() WHERE table_name = 'lost_batch'")
    if (table === undefined) return []
    const rows = await this.rows('SELECT * FROM lost_batch ORDER BY recovered_at, first_batch')
    return rows.map((row) => ({
      from: Number(row['first_batch']),
      to: Number(row['last_batch']),
      isPartly: row['is_partly'] === true,
      recoveredAt: row['recovered_at'] as Date,
    }))
  }

  async sums(): Promise<BatchSums> {
    const [row = {}] = await this.rows(BATCH_SUMS)
    return toBatchSums(row)
  }

  /** Batches in order, both ends included. */
  async batches(from: number, to: number): Promise<readonly CommittedBatch[]> {
    const where = `sequence BETWEEN ${Math.trunc(from)} AND ${Math.trunc(to)}`
    return (await this.rows(`SELECT * FROM ingest_batch WHERE ${where} ORDER BY sequence`)).map(toCommittedBatch)
  }

  /**
   * Reads every block of every table, so that a damaged one shows by its checksum.
   * @throws {DatabaseDamagedError} one is damaged
   */
  async readAll(): Promise<void> {
    const tables = await this.rows("SELECT table_name AS name FROM duckdb_tables() WHERE database_name = 'ledger'")
    for (const { name } of tables) await this.rows(`SELECT bit_xor(hash(t)) FROM ledger.main.${String(name)} AS t`)
  }

  /** Records that are there now. */
  async recordCount(): Promise<number> {
    const [row = {}] = await this.rows('SELECT count(*) AS total FROM connection_record')
    return Number(row['total'])
  }

  /**
   * Lets the file go. When it resolves the file is closed: closing it later would end the lock that this process takes on it
   * next, as POSIX has it.
   */
  async close(): Promise<void> {
    await this.connection.run('USE memory')
    await this.connection.run('DETACH ledger')
    this.connection.closeSync()
    this.instance.closeSync()
  }

  private async rows(sql: string): Promise<Row[]> {
    try {
      return (await this.connection.runAndReadAll(sql)).getRowObjectsJS() as Row[]
    } catch (error) {
      throw openingError(this.path, error)
    }
  }
}

import { RECORD_FIELDS } from '@deskledger/domain'
import { MACHINE_SHARE } from '@deskledger/engine-duckdb'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'

const SQL_TYPES = { text: 'VARCHAR', instant: 'TIMESTAMP', integer: 'INTEGER', boolean: 'BOOLEAN' } as const

/** DuckDB set up as the store sets it up. */
export function openInstance(path: string): Promise<DuckDBInstance> {
  return DuckDBInstance.create(path, {
    threads: String(MACHINE_SHARE.threads),
    memory_limit: `${Math.floor(MACHINE_SHARE.memoryLimitBytes / 2 ** 20)}MiB`,
    checkpoint_threshold: '64MB',
  })
}

/** DuckDB without a store around it: one table of typed columns, named as the API names them. */
export class RawDatabase {
  private constructor(
    private readonly instance: DuckDBInstance,
    private readonly connection: DuckDBConnection,
  ) {}

  static async create(path: string): Promise<RawDatabase> {
    const instance = await openInstance(path)
    const connection = await instance.connect()
    const columns = RECORD_FIELDS.map(({ wire, kind }) => `"${wire}" ${SQL_TYPES[kind]}`)
    await connection.run(`CREATE TABLE record (${columns.join(', ')})`)
    return new RawDatabase(instance, connection)
  }

  /** Takes the lines of a file over as they are and commits. @returns how many rows came in */
  async append(path: string): Promise<number> {
    const columns = RECORD_FIELDS.map(({ wire, kind }) => `'${wire}': '${SQL_TYPES[kind]}'`)
    const { rowsChanged } = await this.connection.run(
      `INSERT INTO record SELECT * FROM read_json('${path}', format = 'newline_delimited', columns = {${columns.join(', ')}})`,
    )
    return rowsChanged
  }

  /** Takes all records of a closed ledger over, in their order. */
  async copyFrom(ledger: string): Promise<void> {
    // The ledger writes all of its column names in snake case.
    const columns = RECORD_FIELDS.map(({ wire }) => wire.replace('tenantId', 'tenant_id'))
    await this.connection.run(`ATTACH '${ledger}' AS ledger (READ_ONLY)`)
    await this.connection.run(`INSERT INTO record SELECT ${columns.join(', ')} FROM ledger.connection_record`)
    await this.connection.run('DETACH ledger')
    await this.connection.run('CHECKPOINT')
  }

  close(): void {
    this.connection.closeSync()
    this.instance.closeSync()
  }
}

import { RECORD_FIELDS } from '@deskledger/domain'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { ENGINE } from './ledger.js'

const SQL_TYPES = { text: 'VARCHAR', instant: 'TIMESTAMP', integer: 'INTEGER', boolean: 'BOOLEAN' } as const

/** DuckDB without a store around it: one table of typed columns, named as the API names them. */
export class RawDatabase {
  private constructor(
    private readonly instance: DuckDBInstance,
    private readonly connection: DuckDBConnection,
  ) {}

  static async create(path: string): Promise<RawDatabase> {
    const instance = await DuckDBInstance.create(path, {
      threads: String(ENGINE.threads),
      memory_limit: `${Math.floor(ENGINE.memoryLimitBytes / 2 ** 20)}MiB`,
      checkpoint_threshold: '64MB',
    })
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

  close(): void {
    this.connection.closeSync()
    this.instance.closeSync()
  }
}

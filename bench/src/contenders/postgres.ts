import { createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { IngestBatch } from '@deskledger/domain'
import { PROJECT_ID } from '../data-set.js'
import type { ListCase } from '../list-cases.js'
import { copyText } from './copy-text.js'
import type { Peer, PeerDatabase } from './peer.js'
import { EXPORT_LIST, NEWEST_FIRST, PEER_COLUMNS, type PeerValue, valuesOf } from './peer-columns.js'
import { loadPeerPackage } from './peer-packages.js'
import { peerWhere } from './peer-where.js'
import { INDEXES, MERGE, tables } from './postgres-schema.js'
import { checkPostgres, POSTGRES_USER, type PostgresServer, startPostgres } from './postgres-server.js'

/** What is used of `pg`. */
interface Client {
  connect(): Promise<void>
  query(sql: string, values?: readonly unknown[]): Promise<Result>
  query<Stream extends Readable | Writable>(copy: Stream): Stream
  end(): Promise<void>
}

interface Result {
  readonly rowCount: number | null
  readonly rows: readonly Readonly<Record<string, unknown>>[]
}

/** What is used of `pg-copy-streams`. */
interface CopyStreams {
  from(sql: string): Writable
  to(sql: string): Readable & { readonly rowCount: number }
}

const dialect = { placeholder: (number: number) => `$${number}`, instant: (at: Date) => at.toISOString() }

/** A PostgreSQL server of the bench's own, with a partition for each day. */
export const postgres: Peer = {
  name: 'PostgreSQL',
  check: checkPostgres,
  async open(directory, dataSet) {
    const server = await startPostgres(directory)
    const { Client } = loadPeerPackage('pg') as { Client: new (options: object) => Client }
    const client = new Client({ host: server.host, user: POSTGRES_USER, database: 'postgres' })
    await client.connect()
    await client.query(tables(dataSet))
    return new PostgresDatabase(server, client)
  },
}

class PostgresDatabase implements PeerDatabase {
  private readonly copies = loadPeerPackage('pg-copy-streams') as CopyStreams

  constructor(
    private readonly server: PostgresServer,
    private readonly client: Client,
  ) {}

  async load(lines: Iterable<string>): Promise<void> {
    await this.copyIn('connection_record', rowsOf(lines))
    await this.client.query(INDEXES)
    await this.client.query('VACUUM (ANALYZE) connection_record')
  }

  async merge({ path }: IngestBatch): Promise<number> {
    const lines = (await readFile(path, 'utf8')).trimEnd().split('\n')
    // One statement must not change a row twice, so what the batch tells of a transaction is joined before.
    const rows = joined(rowsOf(lines))
    await this.client.query('BEGIN')
    await this.copyIn('arrived', rows.values())
    const { rowCount } = await this.client.query(MERGE)
    await this.client.query('COMMIT')
    if (rowCount !== rows.size) throw new Error(`${rowCount} of ${rows.size} records were merged`)
    return lines.length
  }

  async list({ query, offset }: ListCase, pageRows: number): ReturnType<PeerDatabase['list']> {
    const { sql, values } = peerWhere(query, dialect)
    const matching = `FROM connection_record WHERE ${sql}`
    const counted = await this.client.query(`SELECT count(*) AS total ${matching}`, values)
    const page = await this.client.query(
      `SELECT * ${matching} ORDER BY ${NEWEST_FIRST} LIMIT ${pageRows} OFFSET ${offset}`,
      values,
    )
    return {
      totalCount: Number(counted.rows[0]?.['total']),
      transactionIds: page.rows.map((row) => String(row['transaction_id'])),
    }
  }

  async exportCsv(path: string): Promise<number> {
    const rows = `SELECT ${EXPORT_LIST} FROM connection_record WHERE project_id = '${PROJECT_ID}' ORDER BY ${NEWEST_FIRST}`
    const copy = this.client.query(this.copies.to(`COPY (${rows}) TO STDOUT (FORMAT csv, HEADER)`))
    await pipeline(copy, createWriteStream(path))
    return copy.rowCount
  }

  async sizeBytes(): Promise<number> {
    const { rows } = await this.client.query('SELECT pg_database_size(current_database()) AS bytes')
    return Number(rows[0]?.['bytes'])
  }

  async close(): Promise<void> {
    await this.client.end()
    await this.server.stop()
  }

  private async copyIn(table: string, rows: Iterable<readonly PeerValue[]>): Promise<void> {
    await pipeline(Readable.from(copyText(rows)), this.client.query(this.copies.from(`COPY ${table} FROM STDIN`)))
  }
}

function* rowsOf(lines: Iterable<string>): Generator<PeerValue[]> {
  for (const line of lines) yield valuesOf(line)
}

const TRANSACTION_ID = PEER_COLUMNS.findIndex(({ name }) => name === 'transaction_id')

/** One row for each transaction; of each value the last that is known. */
function joined(rows: Iterable<PeerValue[]>): Map<PeerValue | undefined, PeerValue[]> {
  const byTransaction = new Map<PeerValue | undefined, PeerValue[]>()
  for (const row of rows) {
    const id = row[TRANSACTION_ID]
    const earlier = byTransaction.get(id)
    byTransaction.set(id, earlier === undefined ? row : row.map((value, column) => value ?? earlier[column] ?? null))
  }
  return byTransaction
}

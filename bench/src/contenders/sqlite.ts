import { createWriteStream } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { IngestBatch } from '@deskledger/domain'
import { MACHINE_SHARE } from '@deskledger/engine-duckdb'
import { PROJECT_ID } from '../data-set.js'
import type { ListCase } from '../list-cases.js'
import type { Peer, PeerDatabase } from './peer.js'
import {
  COLUMN_LIST,
  EXPORT_LIST,
  MERGE_ASSIGNMENTS,
  NEWEST_FIRST,
  PEER_COLUMNS,
  type PeerKind,
  type PeerValue,
  valuesOf,
} from './peer-columns.js'
import { loadPeerPackage } from './peer-packages.js'
import { peerWhere } from './peer-where.js'
import { csvText } from './sqlite-csv.js'

/** What is used of `better-sqlite3`. */
interface Sqlite {
  exec(sql: string): void
  prepare(sql: string): Statement
  close(): void
}

interface Statement {
  run(...values: readonly unknown[]): { readonly changes: number }
  all(...values: readonly unknown[]): readonly Readonly<Record<string, unknown>>[]
  pluck(): { get(...values: readonly unknown[]): unknown }
  raw(): { iterate(...values: readonly unknown[]): Iterable<readonly PeerValue[]> }
}

const SQL_TYPES: Readonly<Record<PeerKind, string>> = {
  text: 'TEXT',
  /** Milliseconds: half of what the text takes, and as fast to compare. */
  instant: 'INTEGER',
  integer: 'INTEGER',
  boolean: 'INTEGER',
}

const KIBIBYTE = 2 ** 10

/** Set up for a ledger: a log, synced at each commit, and as much memory as the engine has. */
const SETUP = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA cache_size = -${Math.floor(MACHINE_SHARE.memoryLimitBytes / KIBIBYTE)};
  CREATE TABLE IF NOT EXISTS connection_record (${PEER_COLUMNS.map(({ name, kind }) => `"${name}" ${SQL_TYPES[kind]}`).join(', ')});
`

const INDEXES = `
  CREATE UNIQUE INDEX IF NOT EXISTS by_transaction ON connection_record (project_id, transaction_id);
  CREATE INDEX IF NOT EXISTS by_start ON connection_record (project_id, connection_start_time DESC, transaction_id);
  CREATE INDEX IF NOT EXISTS by_user ON connection_record (project_id, lower(user_name), connection_start_time DESC);
  CREATE INDEX IF NOT EXISTS by_address ON connection_record (project_id, public_ip, connection_start_time DESC);
  ANALYZE;
`

const INSERT = `INSERT INTO connection_record (${COLUMN_LIST}) VALUES (${PEER_COLUMNS.map(() => '?').join(', ')})`

const dialect = { placeholder: () => '?', instant: (at: Date) => at.getTime() }

/** SQLite inside the process, as `better-sqlite3` offers it; one file, calls that block. */
export const sqlite: Peer = {
  name: 'SQLite',
  maxRecords: 1_000_000,
  check() {
    openFile(':memory:').close()
  },
  async open(directory) {
    await mkdir(directory, { recursive: true })
    const database = openFile(join(directory, 'peer.sqlite'))
    database.exec(SETUP)
    return new SqliteDatabase(database)
  },
}

function openFile(path: string): Sqlite {
  const Database = loadPeerPackage('better-sqlite3') as new (path: string) => Sqlite
  return new Database(path)
}

class SqliteDatabase implements PeerDatabase {
  constructor(private readonly database: Sqlite) {}

  async load(lines: Iterable<string>): Promise<void> {
    this.runEach(INSERT, lines)
    this.database.exec(INDEXES)
  }

  async merge({ path }: IngestBatch): Promise<number> {
    const lines = (await readFile(path, 'utf8')).trimEnd().split('\n')
    const merge = `${INSERT} ON CONFLICT (project_id, transaction_id) DO UPDATE SET ${MERGE_ASSIGNMENTS}`
    return this.runEach(merge, lines)
  }

  async list({ query, offset }: ListCase, pageRows: number): ReturnType<PeerDatabase['list']> {
    const { sql, values } = peerWhere(query, dialect)
    const matching = `FROM connection_record WHERE ${sql}`
    const totalCount = this.database
      .prepare(`SELECT count(*) ${matching}`)
      .pluck()
      .get(...values)
    const page = this.database.prepare(`SELECT * ${matching} ORDER BY ${NEWEST_FIRST} LIMIT ? OFFSET ?`)
    const rows = page.all(...values, pageRows, offset)
    return { totalCount: Number(totalCount), transactionIds: rows.map((row) => String(row['transaction_id'])) }
  }

  async exportCsv(path: string): Promise<number> {
    const rows = this.database.prepare(
      `SELECT ${EXPORT_LIST} FROM connection_record WHERE project_id = ? ORDER BY ${NEWEST_FIRST}`,
    )
    let rowCount = 0
    const counted = function* (): Generator<readonly PeerValue[]> {
      for (const row of rows.raw().iterate(PROJECT_ID)) {
        rowCount += 1
        yield row
      }
    }
    await pipeline(Readable.from(csvText(counted())), createWriteStream(path))
    return rowCount
  }

  async sizeBytes(): Promise<number> {
    this.database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    const size = this.database.prepare('SELECT page_count * page_size FROM pragma_page_count, pragma_page_size')
    return Number(size.pluck().get())
  }

  async close(): Promise<void> {
    this.database.close()
  }

  /** Runs a statement with the values of each line, in one transaction. @returns how many lines */
  private runEach(sql: string, lines: Iterable<string>): number {
    const statement = this.database.prepare(sql)
    let lineCount = 0
    this.database.exec('BEGIN IMMEDIATE')
    for (const line of lines) lineCount += statement.run(...valuesOf(line).map(stored)).changes
    this.database.exec('COMMIT')
    return lineCount
  }
}

function stored(value: PeerValue, column: number): PeerValue {
  if (typeof value === 'boolean') return Number(value)
  return PEER_COLUMNS[column]?.kind === 'instant' && value !== null ? Date.parse(String(value)) : value
}

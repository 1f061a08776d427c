import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '@deskledger/domain'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Database, type MigrationStep } from './database.js'
import { DatabaseTooNewError } from './database-errors.js'
import { DuckDbRecordStore } from './duckdb-record-store.js'

const SQL = new URL('../sql/', import.meta.url)
const MIGRATIONS = (await readdir(SQL)).sort()

const RECORD = `INSERT INTO connection_record (project_id, transaction_id, user_name, connection_start_time, revision, received_at, sequence)
  VALUES ('p', 't1', 'Łukasz', '2026-01-01 09:30:00', 0, '2026-01-01 10:00:00', 1)`
const BATCH = `INSERT INTO ingest_batch (sequence, project_id, received_at, created, updated)
  VALUES (1, 'p', '2026-01-01 10:00:00', 1, 0)`

describe('a database of an earlier version', () => {
  let directory: string
  let path: string
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'deskledger-migration-'))
    path = join(directory, 'ledger.duckdb')
  })
  afterEach(() => rm(directory, { recursive: true }))

  /** A file as the version made it that had only the first migrations, with one record, before what follows saw it. */
  async function oldDatabase(versions: number): Promise<void> {
    const instance = await DuckDBInstance.create(path)
    const connection = await instance.connect()
    await connection.run('CREATE TABLE schema_migration (name VARCHAR NOT NULL)')
    for (const [at, name] of MIGRATIONS.slice(0, versions).entries()) {
      await connection.run(await readFile(new URL(name, SQL), 'utf8'))
      await connection.run(`INSERT INTO schema_migration VALUES ('${name}')`)
      if (at === 0) {
        await connection.run(RECORD)
        await connection.run(BATCH)
      }
    }
    connection.closeSync()
    instance.closeSync()
  }

  it.each(MIGRATIONS.map((name, at) => [name, at + 1] as const))('up to %s keeps its records', async (_, versions) => {
    await oldDatabase(versions)
    const steps: MigrationStep[] = []
    const database = await Database.open({ path, onMigration: (step) => steps.push(step) })
    const store = await DuckDbRecordStore.open({ database, clock: systemClock, temporaryDirectory: directory })
    const page = await store.list({ projectId: 'p', userName: 'łukasz' }, { offset: 0, limit: 10 })
    expect(page.items.map(({ transactionId }) => transactionId)).toEqual(['t1'])
    expect((await store.hold()).sequence).toBe(1)
    expect((await store.purge(new Date('2026-02-01T00:00:00Z'))).deletedCount).toBe(1)
    await store.close()
    database.close()
    const missing = MIGRATIONS.slice(versions)
    expect(steps.filter(({ durationMs }) => durationMs === undefined)).toEqual(
      missing.map((name, at) => ({ name, number: at + 1, count: missing.length })),
    )
    expect(steps).toHaveLength(2 * missing.length)
  })

  it('is brought up to date once, and a new one without a word', async () => {
    const steps: MigrationStep[] = []
    const open = async () => (await Database.open({ path, onMigration: (step) => steps.push(step) })).close()
    await open()
    await open()
    expect(steps).toEqual([])
  })

  it('of a later version is refused by name, and left as it is', async () => {
    await oldDatabase(1)
    const instance = await DuckDBInstance.create(path)
    const connection = await instance.connect()
    await connection.run("INSERT INTO schema_migration VALUES ('9999_later.sql')")
    connection.closeSync()
    instance.closeSync()
    const before = await readFile(path)
    const failure = await Database.open({ path }).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(DatabaseTooNewError)
    expect(String(failure)).toContain('9999_later.sql')
    expect((await readFile(path)).equals(before)).toBe(true)
  })
})

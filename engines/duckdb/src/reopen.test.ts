import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ExportTask, systemClock } from '@deskledger/domain'
import { describe, expect, it } from 'vitest'
import { DuckDbExportTaskStore } from './control/duckdb-export-task-store.js'
import { toDocument } from './control/task-document.js'
import { Database } from './database.js'
import { DatabaseDamagedError, DatabaseTooNewError, DatabaseUnreachableError } from './database-errors.js'
import { DuckDbRecordStore } from './duckdb-record-store.js'

/** A database file, gone after the test. */
async function databaseFile(): Promise<{ directory: string; path: string } & AsyncDisposable> {
  const directory = await mkdtemp(join(tmpdir(), 'deskledger-reopen-'))
  return {
    directory,
    path: join(directory, 'ledger.duckdb'),
    [Symbol.asyncDispose]: () => rm(directory, { recursive: true }),
  }
}

async function batch(directory: string, lines: readonly object[]): Promise<{ path: string; lineCount: number }> {
  const path = join(directory, 'batch.ndjson')
  await writeFile(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
  return { path, lineCount: lines.length }
}

const line = (connection_start_time: string): object => ({ transaction_id: 't1', connection_start_time })
const RECEIVED = { receivedAt: new Date('2026-02-01T00:00:00Z') }

const TASK: ExportTask = {
  taskId: 'a',
  fileName: 'f',
  request: { query: { projectId: 'p' }, format: 'csv', language: 'en_US', timeZone: 'UTC', columns: ['userName'] },
  cutOff: { sequence: 0, at: RECEIVED.receivedAt },
  requestedBy: { userId: 'u', userName: 'n' },
  status: 'FAIL',
  createdAt: RECEIVED.receivedAt,
  endedAt: RECEIVED.receivedAt,
  progress: { rowsWritten: 0 },
  failure: { code: 'c', reason: 'r' },
  isDownloaded: false,
}

describe('a reopened database', () => {
  it('still knows its transactions, their starts and its sequence', async () => {
    await using file = await databaseFile()
    const open = async () => {
      const database = await Database.open({ path: file.path })
      const store = await DuckDbRecordStore.open({ database, clock: systemClock, temporaryDirectory: file.directory })
      return {
        store,
        close: async () => {
          await store.close()
          database.close()
        },
      }
    }
    const first = await open()
    await first.store.merge('p', await batch(file.directory, [line('2026-01-01T00:00:00.000Z')]), RECEIVED)
    await first.close()
    const second = await open()
    const outcome = await second.store.merge(
      'p',
      await batch(file.directory, [line('2020-01-01T00:00:00.000Z')]),
      RECEIVED,
    )
    expect(outcome.refusals[0]?.problem).toEqual({ kind: 'start-conflict' })
    expect((await second.store.hold()).sequence).toBe(1)
    await second.close()
  })

  it('leaves no part file behind when rendering stops early', async () => {
    await using file = await databaseFile()
    const database = await Database.open({ path: file.path })
    const temporaryDirectory = join(file.directory, 'parts')
    await mkdir(temporaryDirectory)
    const store = await DuckDbRecordStore.open({ database, clock: systemClock, temporaryDirectory })
    await store.merge('p', await batch(file.directory, [line('2026-01-01T00:00:00.000Z')]), RECEIVED)
    const layout = { syntax: 'parquet', columns: ['transactionId'] } as const
    const cutOff = await store.hold()
    for await (const rows of store.render({ projectId: 'p' }, cutOff, layout)) {
      expect(rows.rowCount).toBe(1)
      expect(await readdir(temporaryDirectory)).toHaveLength(1)
      break
    }
    expect(await readdir(temporaryDirectory)).toEqual([])
    await store.close()
    database.close()
  })

  it('shows tasks from before there were enterprise projects to whoever may see all, and to nobody else', async () => {
    await using file = await databaseFile()
    const old = await Database.open({ path: file.path })
    await old.use(async (session) => {
      await session.run(`ALTER TABLE export_task DROP COLUMN covered_enterprise_projects;
        DELETE FROM schema_migration WHERE name = '0002_task_coverage.sql'`)
      await session.run(
        `INSERT INTO export_task VALUES ('p', 'a', 'f', 'FAIL', $at, NULL, false, NULL, $document, NULL, NULL, 1)`,
        { at: RECEIVED.receivedAt, document: toDocument(TASK) },
      )
    })
    old.close()
    const database = await Database.open({ path: file.path })
    const tasks = await DuckDbExportTaskStore.open(database)
    expect(await tasks.find({ projectId: 'p' }, 'a')).toEqual(TASK)
    expect(await tasks.find({ projectId: 'p', enterpriseProjectIds: ['0'] }, 'a')).toBeUndefined()
    await tasks.close()
    database.close()
  })

  it('finds users and counts hours of records from before there were keys and hours', async () => {
    await using file = await databaseFile()
    const old = await Database.open({ path: file.path })
    const filled = await DuckDbRecordStore.open({
      database: old,
      clock: systemClock,
      temporaryDirectory: file.directory,
    })
    const lines = [
      { transaction_id: 't1', connection_start_time: '2026-01-01T00:00:00.000Z', user_name: 'Łukasz' },
      { transaction_id: 't2', connection_start_time: '2026-01-01T05:00:00.000Z', public_ip: '2001:DB8::1' },
    ]
    await filled.merge('p', await batch(file.directory, lines), RECEIVED)
    await filled.close()
    await old.use(async (session) => {
      await session.run('DROP TABLE record_hour')
      for (const table of ['connection_record', 'superseded_record']) {
        for (const key of ['user_key', 'computer_key', 'address_key']) {
          await session.run(`ALTER TABLE ${table} DROP COLUMN ${key}`)
        }
      }
      await session.run("DELETE FROM schema_migration WHERE name = '0004_keys_and_hours.sql'")
    })
    old.close()
    const database = await Database.open({ path: file.path })
    const store = await DuckDbRecordStore.open({ database, clock: systemClock, temporaryDirectory: file.directory })
    const list = async (filter: object): Promise<unknown> => {
      const page = await store.list({ projectId: 'p', ...filter }, { offset: 0, limit: 10 })
      return [page.totalCount, ...page.items.map(({ transactionId }) => transactionId)]
    }
    expect(await list({})).toEqual([2, 't2', 't1'])
    expect(await list({ userName: 'łUKASZ' })).toEqual([1, 't1'])
    expect(await list({ publicIp: '2001:db8:0::1' })).toEqual([1, 't2'])
    await store.merge('p', await batch(file.directory, [{ ...lines[0], user_name: 'Anna', revision: 5 }]), RECEIVED)
    expect(await list({ userName: 'anna' })).toEqual([1, 't1'])
    expect(await list({ userName: 'łUKASZ' })).toEqual([0])
    await store.close()
    database.close()
  })

  it('is refused when a newer version wrote it', async () => {
    await using file = await databaseFile()
    const database = await Database.open({ path: file.path })
    await database.use((session) => session.run("INSERT INTO schema_migration VALUES ('9999_later.sql')"))
    database.close()
    await expect(Database.open({ path: file.path })).rejects.toBeInstanceOf(DatabaseTooNewError)
  })

  it('is damaged, not in use, when a byte of it flipped', async () => {
    await using file = await databaseFile()
    const database = await Database.open({ path: file.path })
    database.close()
    const bytes = await readFile(file.path)
    for (let at = 0; at < bytes.length; at += 512) bytes[at] = (bytes[at] ?? 0) ^ 0xff
    await writeFile(file.path, bytes)
    await expect(Database.open({ path: file.path })).rejects.toBeInstanceOf(DatabaseDamagedError)
  })

  it('is told apart from one that cannot be reached', async () => {
    await expect(Database.open({ path: '/proc/blocks/ledger.duckdb' })).rejects.toBeInstanceOf(DatabaseUnreachableError)
  })

  it('is refused when it is no database', async () => {
    await using file = await databaseFile()
    await writeFile(file.path, 'not a database')
    await expect(Database.open({ path: file.path })).rejects.toBeInstanceOf(DatabaseDamagedError)
  })
})

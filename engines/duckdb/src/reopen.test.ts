import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '@deskledger/domain'
import { describe, expect, it } from 'vitest'
import { Database } from './database.js'
import { DatabaseDamagedError, DatabaseTooNewError } from './database-errors.js'
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

  it('is refused when a newer version wrote it', async () => {
    await using file = await databaseFile()
    const database = await Database.open({ path: file.path })
    await database.use((session) => session.run("INSERT INTO schema_migration VALUES ('9999_later.sql')"))
    database.close()
    await expect(Database.open({ path: file.path })).rejects.toBeInstanceOf(DatabaseTooNewError)
  })

  it('is refused when it is no database', async () => {
    await using file = await databaseFile()
    await writeFile(file.path, 'not a database')
    await expect(Database.open({ path: file.path })).rejects.toBeInstanceOf(DatabaseDamagedError)
  })
})

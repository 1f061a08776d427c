import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '@deskledger/domain'
import { answersAboutOthers, batchMaker, WAYS_OF_READING } from '@deskledger/engine-conformance'
import { expect, it } from 'vitest'
import { Database } from './database.js'
import { DuckDbRecordStore } from './duckdb-record-store.js'

/** A database that changes every statement on its way to the engine. */
async function changing(change: (sql: string) => string): Promise<Database> {
  const database = await Database.open({ path: ':memory:' })
  const connect = database.connect.bind(database)
  database.connect = async () => {
    const session = await connect()
    const { connection } = session
    const run = connection.run.bind(connection)
    const runAndReadAll = connection.runAndReadAll.bind(connection)
    connection.run = (sql, ...bound) => run(change(sql), ...bound)
    connection.runAndReadAll = (sql, ...bound) => runAndReadAll(change(sql), ...bound)
    return session
  }
  return database
}

it('a store whose project filter is off is caught in every way of reading (the control)', async () => {
  const temporaryDirectory = await mkdtemp(join(tmpdir(), 'deskledger-duckdb-'))
  const database = await changing((sql) =>
    sql.replaceAll(/(?<!\.)\bproject_id = \$project_id/g, '$project_id IS NOT NULL'),
  )
  const store = await DuckDbRecordStore.open({ database, clock: systemClock, temporaryDirectory })
  const batches = await batchMaker()
  try {
    expect(await answersAboutOthers(store, batches)).toEqual(WAYS_OF_READING)
  } finally {
    await store.close()
    database.close()
    await batches.dispose()
    await rm(temporaryDirectory, { recursive: true })
  }
})

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '@deskledger/domain'
import { describeExportTaskStore, describeRecordStore, describeRetentionStore } from '@deskledger/engine-conformance'
import { afterEach } from 'vitest'
import { DuckDbExportTaskStore } from './control/duckdb-export-task-store.js'
import { Database } from './database.js'
import { DuckDbRecordStore } from './duckdb-record-store.js'

const releases: (() => unknown)[] = []
afterEach(async () => {
  for (const release of releases.splice(0).reverse()) await release()
})

async function open(): Promise<{ database: Database; temporaryDirectory: string }> {
  const temporaryDirectory = await mkdtemp(join(tmpdir(), 'deskledger-duckdb-'))
  const database = await Database.open({ path: ':memory:' })
  releases.push(
    () => rm(temporaryDirectory, { recursive: true }),
    () => database.close(),
  )
  return { database, temporaryDirectory }
}

describeRecordStore({
  name: 'DuckDB',
  open: async () => DuckDbRecordStore.open({ ...(await open()), clock: systemClock }),
})

describeRetentionStore({
  name: 'DuckDB',
  open: async () => DuckDbRecordStore.open({ ...(await open()), clock: systemClock }),
})

describeExportTaskStore({
  name: 'DuckDB',
  open: async () => DuckDbExportTaskStore.open((await open()).database),
})

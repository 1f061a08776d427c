import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { StoreUnavailableError, systemClock } from '@deskledger/domain'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Database } from './database.js'
import { DuckDbRecordStore } from './duckdb-record-store.js'

let directory: string
let database: Database
let store: DuckDbRecordStore
let told: string[]

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'deskledger-reopening-'))
  told = []
  database = await Database.open({
    path: join(directory, 'ledger.duckdb'),
    onFailure: () => told.push('failed'),
    onReopened: () => told.push('reopened'),
  })
  store = await DuckDbRecordStore.open({ database, clock: systemClock, temporaryDirectory: directory })
})

afterEach(async () => {
  await store.close()
  database.close()
  await rm(directory, { recursive: true })
})

/** A checkpoint breaks off, and the engine refuses everything: as after a failed sync, by a switch of its own. */
async function breakEngine(): Promise<unknown> {
  const session = await database.connect()
  await session.run("SET debug_checkpoint_abort = 'before_header'")
  return session.run('CHECKPOINT').catch((error: unknown) => error)
}

async function ingest(transactionId: string): Promise<number> {
  const path = join(directory, 'batch.ndjson')
  const line = { transaction_id: transactionId, connection_start_time: '2026-01-01T00:00:00Z', user_name: 'Łukasz' }
  // The second line is not plainly right, so it is read by JavaScript.
  await writeFile(path, `${JSON.stringify(line)}\n${JSON.stringify({ ...line, user_name: 7 })}\n`)
  return (await store.merge('p', { path, lineCount: 2 }, { receivedAt: new Date() })).created
}

async function listed(): Promise<readonly string[]> {
  const { items } = await store.list({ projectId: 'p' }, { offset: 0, limit: 10 })
  return items.map(({ transactionId }) => transactionId).sort()
}

describe('an engine that gave up', () => {
  it('is opened again: lists and batches go on, and nothing is lost', async () => {
    expect(await ingest('a')).toBe(1)
    expect(await breakEngine()).toBeInstanceOf(StoreUnavailableError)
    expect(await listed()).toEqual(['a'])
    expect(await ingest('b')).toBe(1)
    expect(await listed()).toEqual(['a', 'b'])
    expect(told).toEqual(['failed', 'reopened'])
  })

  it('says that it cannot write until it is open again', async () => {
    expect(await database.writeState()).toEqual({ canWrite: true })
    await breakEngine()
    expect(await database.writeState()).toEqual({ canWrite: false, reason: 'engine-failed' })
    await listed()
    expect(await database.writeState()).toEqual({ canWrite: true })
  })

  it('ends statements and transactions of the instance that gave up', async () => {
    const writing = await database.connect()
    const reading = await database.connect()
    await writing.run('BEGIN TRANSACTION')
    const long = reading.one('SELECT count(*) AS n FROM range(100000000000) a').catch((error: unknown) => error)
    await breakEngine()
    expect(await long).toBeInstanceOf(Error)
    await expect(writing.run('SELECT 1')).rejects.toBeInstanceOf(StoreUnavailableError)
    expect([writing.isUsable, reading.isUsable]).toEqual([false, false])
    // Done once more on the new instance.
    expect(await listed()).toEqual([])
  })

  it('is opened again as often as it gives up', async () => {
    for (const transactionId of ['a', 'b', 'c']) {
      await breakEngine()
      expect(await ingest(transactionId)).toBe(1)
    }
    expect(await listed()).toEqual(['a', 'b', 'c'])
  })
})

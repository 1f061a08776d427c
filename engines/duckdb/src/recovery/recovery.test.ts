import { copyFile, mkdtemp, open, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '@deskledger/domain'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { LedgerInspection } from '../chain/ledger-inspection.js'
import { Database } from '../database.js'
import { DuckDbRecordStore } from '../duckdb-record-store.js'
import { copyReadable } from './copy-readable.js'
import { LedgerRecovery } from './ledger-recovery.js'

const OLD_BATCH = 60_000
const NEW_BATCH = 10_000

/** What the engine reads and checks at a time. */
const BLOCK_BYTES = 262_144

/** Batch 1, then a copy of the file as it was; batches 2 and 3, of which the log holds the last. */
let place: string
beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'deskledger-recovery-'))
  await deliver(master(), [range(0, OLD_BATCH)])
  await copyFile(master(), backup())
  await deliver(master(), [range(OLD_BATCH - 10, OLD_BATCH + NEW_BATCH)])
  const database = await Database.open({ path: master() })
  const store = await openStore(database)
  await merge(store, range(OLD_BATCH + NEW_BATCH, OLD_BATCH + 2 * NEW_BATCH))
  // As a server leaves it that is killed.
  for (const name of ['', '.wal']) await copyFile(`${master()}${name}`, `${killed()}${name}`)
  await store.close()
  database.close()
})
afterAll(() => rm(place, { recursive: true }))

const master = () => join(place, 'master.duckdb')
const backup = () => join(place, 'backup.duckdb')
const killed = () => join(place, 'killed.duckdb')

let work: string
beforeEach(async () => {
  work = await mkdtemp(join(place, 'work-'))
  for (const name of ['', '.wal']) await copyFile(`${killed()}${name}`, `${damaged()}${name}`)
})
afterEach(() => rm(work, { recursive: true }))

const damaged = () => join(work, 'damaged.duckdb')
const copy = () => join(work, 'copy.duckdb')

function range(from: number, until: number): readonly number[] {
  return Array.from({ length: until - from }, (_, at) => from + at)
}

function openStore(database: Database): Promise<DuckDbRecordStore> {
  return DuckDbRecordStore.open({ database, clock: systemClock, temporaryDirectory: place })
}

async function deliver(path: string, batches: readonly (readonly number[])[]): Promise<void> {
  const database = await Database.open({ path })
  const store = await openStore(database)
  for (const batch of batches) await merge(store, batch)
  await store.close()
  database.close()
}

/** A record that was sent before is sent again with a later revision. */
async function merge(store: DuckDbRecordStore, numbers: readonly number[]): Promise<void> {
  const path = join(place, 'batch.ndjson')
  const [first = 0] = numbers
  const lines = numbers.map((number) => {
    const isKnown = first > 0 && number < OLD_BATCH
    const start = new Date(Date.UTC(2026, 0, 1) + number * 1_000).toISOString()
    const user = `user-${(number * 7919) % 100_003}`
    return {
      transaction_id: `t${number}`,
      connection_start_time: start,
      user_name: user,
      revision: isKnown ? 1 : 0,
      ...(isKnown && { sid: 'later' }),
    }
  })
  await writeFile(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
  await store.merge('p', { path, lineCount: lines.length }, { receivedAt: new Date(7) })
}

async function flip(path: string, at: number, count: number): Promise<void> {
  const file = await open(path, 'r+')
  await file.write(Buffer.alloc(count, 0xff), 0, count, at)
  await file.close()
}

describe('a copy of a database', () => {
  it('is whole, with its log, when nothing is damaged', async () => {
    const found = await copyReadable(damaged(), copy())
    expect(found).toMatchObject({ isWhole: true, logBytesLeftOut: 0, sums: { last: 3, count: 3 } })
    expect((await readFile(copy())).equals(await readFile(damaged()))).toBe(true)
  })

  it('has of a damaged log what stands before the damage, and the original stays', async () => {
    const { size } = await stat(`${damaged()}.wal`)
    await flip(`${damaged()}.wal`, Math.floor(size / 2), 1)
    const before = await readFile(`${damaged()}.wal`)
    const found = await copyReadable(damaged(), copy())
    expect(found).toMatchObject({ isWhole: true, sums: { last: 2 } })
    expect(found?.logBytesLeftOut).toBeGreaterThan(0)
    expect(found?.logBytesLeftOut).toBeLessThan(size)
    expect((await readFile(`${damaged()}.wal`)).equals(before)).toBe(true)
  })

  it('is none when the file cannot be opened at all', async () => {
    await truncate(damaged(), 4_096)
    expect(await copyReadable(damaged(), copy())).toBeUndefined()
    await expect(stat(copy())).rejects.toThrow()
    await expect(stat(`${copy()}.wal`)).rejects.toThrow()
  })
})

describe('a damaged database', () => {
  async function takenOver() {
    await rm(`${copy()}.wal`, { force: true })
    await copyFile(backup(), copy())
    const recovery = await LedgerRecovery.open(copy())
    const taken = await recovery.takeOver(damaged(), 1)
    recovery.close()
    const inspection = await LedgerInspection.open({ path: copy() })
    const facts = { records: await inspection.recordCount(), sums: await inspection.sums() }
    await inspection.close()
    return { taken, ...facts }
  }

  it('gives everything beyond a backup when it is whole: new records, later states, batches and the rest', async () => {
    const { taken, records, sums } = await takenOver()
    expect(taken).toMatchObject({ created: 2 * NEW_BATCH, updated: 10, unreadableRows: 0, hasTakenTheRest: true })
    expect(taken?.perBatch).toEqual(
      new Map([
        [2, NEW_BATCH + 10],
        [3, NEW_BATCH],
      ]),
    )
    expect({ records, last: sums.last }).toEqual({ records: OLD_BATCH + 2 * NEW_BATCH, last: 3 })
    const database = await Database.open({ path: copy() })
    const store = await openStore(database)
    // The counts by hour follow.
    const { totalCount } = await store.list({ projectId: 'p' }, { offset: 0, limit: 1 })
    expect(totalCount).toBe(records)
    await store.close()
    database.close()
  })

  it('gives what can be read beside a damaged block, and tells how much cannot', async () => {
    const { size } = await stat(damaged())
    let losses = 0
    // Where the new records lie is the engine's choice; most likely near the end.
    for (let at = size - BLOCK_BYTES / 2; at > 0 && losses < 2; at -= BLOCK_BYTES) {
      await copyFile(killed(), damaged())
      await flip(damaged(), at, 64)
      const found = await copyReadable(damaged(), copy())
      if (found === undefined || found.isWhole) continue
      const { taken, records } = await takenOver()
      expect(records).toBe(OLD_BATCH + (taken?.created ?? 0))
      const missing = 2 * NEW_BATCH - (taken?.created ?? 0)
      expect(missing).toBeLessThanOrEqual(taken?.unreadableRows ?? 0)
      if (missing > 0) losses += 1
    }
    expect(losses).toBeGreaterThan(0)
  })

  it('gives nothing when it has another schema', async () => {
    const other = await LedgerRecovery.open(damaged())
    other.close()
    const database = await Database.open({ path: damaged() })
    const session = await database.connect()
    await session.run("DELETE FROM schema_migration WHERE name LIKE '0007%'")
    session.close()
    database.close()
    expect((await takenOver()).taken).toBeUndefined()
  })
})

import { copyFile, mkdtemp, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type ChainStart,
  type CommittedBatch,
  type LedgerChain,
  StoreUnavailableError,
  systemClock,
} from '@deskledger/domain'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Database } from '../database.js'
import { DatabaseDamagedError, DatabaseUnreachableError } from '../database-errors.js'
import { DuckDbRecordStore } from '../duckdb-record-store.js'
import { LedgerInspection } from './ledger-inspection.js'

/** Keeps the chain in memory, and fails on demand. */
class ChainInMemory implements LedgerChain {
  readonly starts: ChainStart[] = []
  readonly named: CommittedBatch[] = []
  lastBatch: number | undefined
  fails = false
  async start(start: ChainStart): Promise<void> {
    this.starts.push(start)
    this.lastBatch = start.lastBatch
  }
  async append(batches: readonly CommittedBatch[]): Promise<void> {
    if (this.fails) throw new StoreUnavailableError('not now')
    this.named.push(...batches)
    this.lastBatch = batches.at(-1)?.sequence
  }
  checkpoint = async (): Promise<string> => ''
  close = async (): Promise<void> => {}
}

let directory: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'deskledger-chained-'))
})
afterEach(() => rm(directory, { recursive: true }))

const path = () => join(directory, 'ledger.duckdb')

async function open(chain?: LedgerChain) {
  const database = await Database.open({ path: path() })
  const store = await DuckDbRecordStore.open({ database, clock: systemClock, chain, temporaryDirectory: directory })
  let made = 0
  return {
    async merge(transactions: readonly string[], bodySha256?: string) {
      made += 1
      const file = join(directory, `${made}.ndjson`)
      const lines = transactions.map((transaction_id) => ({
        transaction_id,
        connection_start_time: '2026-01-01T00:00:00.000Z',
      }))
      await writeFile(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
      return store.merge('p', { path: file, lineCount: lines.length }, { receivedAt: new Date(7), bodySha256 })
    },
    async close() {
      await store.close()
      database.close()
    },
  }
}

describe('a ledger with a chain', () => {
  it('names each batch as its row has it, and none that stored nothing', async () => {
    const chain = new ChainInMemory()
    const ledger = await open(chain)
    await ledger.merge(['a', 'b'], 'aa')
    await ledger.merge(['b', ''], 'bb')
    await ledger.merge([''])
    await ledger.close()
    expect(chain.named).toMatchObject([
      { sequence: 1, projectId: 'p', created: 2, unchanged: 0, refused: 0, bodySha256: 'aa' },
      { sequence: 2, created: 0, unchanged: 1, refused: 1, bodySha256: 'bb' },
    ])
    const inspection = await LedgerInspection.open({ path: path() })
    expect(await inspection.batches(1, 9)).toEqual(chain.named)
    expect(await inspection.hasChain()).toBe(true)
    expect(await inspection.sums()).toEqual({ last: 2, count: 2, created: 2, updated: 0 })
    await inspection.close()
  })

  it('begins the chain of an older ledger with what is there', async () => {
    const older = await open()
    await older.merge(['a', 'b'])
    await older.close()
    const chain = new ChainInMemory()
    const ledger = await open(chain)
    await ledger.merge(['c'])
    await ledger.close()
    expect(chain.starts).toEqual([{ lastBatch: 1, created: 2, updated: 0 }])
    expect(chain.named).toMatchObject([{ sequence: 2 }])
  })

  it('acknowledges nothing that is not named, and names it before anything else is committed', async () => {
    const chain = new ChainInMemory()
    const ledger = await open(chain)
    chain.fails = true
    for (const transaction of ['a', 'b']) {
      await expect(ledger.merge([transaction])).rejects.toBeInstanceOf(StoreUnavailableError)
    }
    chain.fails = false
    // The first was committed, the second never tried.
    expect(await ledger.merge(['a'])).toMatchObject({ created: 0, unchanged: 1 })
    expect(await ledger.merge(['b'])).toMatchObject({ created: 1 })
    expect(chain.named.map(({ sequence }) => sequence)).toEqual([1, 2, 3])
    await ledger.close()
  })

  it('names the batch of an interrupted commit when it is opened again', async () => {
    const chain = new ChainInMemory()
    const interrupted = await open(chain)
    chain.fails = true
    await expect(interrupted.merge(['a'])).rejects.toThrow()
    await interrupted.close()
    chain.fails = false
    const ledger = await open(chain)
    expect(chain.named).toMatchObject([{ sequence: 1, created: 1 }])
    await ledger.close()
  })

  it('takes nothing in while the chain names more than the database has', async () => {
    const chain = new ChainInMemory()
    const ledger = await open(chain)
    chain.lastBatch = 5
    await expect(ledger.merge(['a'])).rejects.toBeInstanceOf(StoreUnavailableError)
    await ledger.close()
  })
})

describe('an inspection', () => {
  it('reads what is only in the log, and leaves a cut log as it is', async () => {
    // Nothing is closed: that would write the log into the file. So it is looked at in a copy.
    const ledger = await open(new ChainInMemory())
    for (const transaction of ['a', 'b', 'c']) await ledger.merge([transaction])
    const copy = join(directory, 'copy.duckdb')
    await copyFile(path(), copy)
    await copyFile(`${path()}.wal`, `${copy}.wal`)
    const lastOf = async (): Promise<number> => {
      const inspection = await LedgerInspection.open({ path: copy })
      const { last } = await inspection.sums()
      await inspection.close()
      return last
    }
    expect(await lastOf()).toBe(3)
    const { size } = await stat(`${copy}.wal`)
    await truncate(`${copy}.wal`, size - 40)
    expect(await lastOf()).toBe(2)
    expect((await stat(`${copy}.wal`)).size).toBe(size - 40)
    await ledger.close()
  })

  it('says why a file cannot be looked at', async () => {
    const inspect = () => LedgerInspection.open({ path: path() })
    await expect(inspect()).rejects.toBeInstanceOf(DatabaseUnreachableError)
    await writeFile(path(), 'no database')
    await expect(inspect()).rejects.toBeInstanceOf(DatabaseDamagedError)
  })
})

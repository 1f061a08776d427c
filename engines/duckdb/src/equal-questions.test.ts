import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Page, systemClock } from '@deskledger/domain'
import { type BatchMaker, batchMaker } from '@deskledger/engine-conformance'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { Database } from './database.js'
import { DuckDbRecordStore } from './duckdb-record-store.js'

const ALL = { projectId: 'p1' }
const PAGE = { offset: 0, limit: 10 }

let temporaryDirectory: string
let database: Database
let store: DuckDbRecordStore
let batches: BatchMaker

/** One question is worked on at a time and one may wait. */
beforeEach(async () => {
  temporaryDirectory = await mkdtemp(join(tmpdir(), 'deskledger-duckdb-'))
  database = await Database.open({ path: ':memory:' })
  const narrow = { concurrentQueries: 1, waitingQueries: 1 }
  store = await DuckDbRecordStore.open({ database, clock: systemClock, temporaryDirectory, ...narrow })
  batches = await batchMaker()
})
afterEach(async () => {
  await store.close()
  database.close()
  await batches.dispose()
  await rm(temporaryDirectory, { recursive: true })
})

async function take(...transactions: string[]): Promise<void> {
  const lines = transactions.map((transaction_id) => ({
    transaction_id,
    connection_start_time: '2026-01-10T09:00:00.000Z',
    user_name: `user of ${transaction_id}`,
  }))
  await store.merge('p1', await batches.of(lines), { receivedAt: new Date('2026-02-01T00:00:00Z') })
}

/** Long enough for whatever waits for nothing but promises; the engine answers nothing meanwhile. */
async function promises(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve()
}

const idsOf = ({ items }: Page<{ readonly transactionId: string }>): string[] =>
  items.map(({ transactionId }) => transactionId)

it('equal lists wait as one', async () => {
  await take('a', 'b')
  const other = store.list({ ...ALL, userName: 'user of a' }, PAGE)
  const equal = Array.from({ length: 50 }, () => store.list(ALL, PAGE))
  expect(idsOf(await other)).toEqual(['a'])
  for (const page of await Promise.all(equal)) expect(idsOf(page)).toEqual(['a', 'b'])
})

it('a list in work is not joined: it may have read already', async () => {
  const first = store.list(ALL, PAGE)
  await promises()
  expect(store.queryLoad).toEqual({ running: 1, waiting: 0 })
  const second = store.list(ALL, PAGE)
  await promises()
  expect(store.queryLoad).toEqual({ running: 1, waiting: 1 })
  await Promise.all([first, second])
})

it('whoever leaves gives the place back once nothing works on the question', async () => {
  await take('a')
  const leaving = [new AbortController(), new AbortController()]
  const [running, waiting] = [
    store.list(ALL, { ...PAGE, signal: leaving[0]?.signal }),
    store.list({ ...ALL, userName: 'user of a' }, { ...PAGE, signal: leaving[1]?.signal }),
  ]
  await promises()
  expect(store.queryLoad).toEqual({ running: 1, waiting: 1 })
  leaving[1]?.abort(new Error('gone'))
  await expect(waiting).rejects.toThrow('gone')
  expect(store.queryLoad).toEqual({ running: 1, waiting: 0 })
  leaving[0]?.abort(new Error('gone, too'))
  await expect(running).rejects.toThrow('gone, too')
  expect(store.queryLoad).toEqual({ running: 0, waiting: 0 })
  expect(idsOf(await store.list(ALL, PAGE))).toEqual(['a'])
})

it('a list holds what was acknowledged before it was asked', async () => {
  for (const round of Array.from({ length: 20 }, (_, number) => number)) {
    const before = store.list(ALL, { offset: 0, limit: 100 })
    await take(`t-${String(round).padStart(2, '0')}`)
    const { items, totalCount } = await store.list(ALL, { offset: 0, limit: 100 })
    expect([items.length, totalCount]).toEqual([round + 1, round + 1])
    await before
  }
})

it('other pages, filters and scopes are other questions', async () => {
  await take('a', 'b')
  const ask = async (...[query, page]: Parameters<typeof store.list>): Promise<string[]> =>
    idsOf(await store.list(query, page))
  const running = ask(ALL, PAGE)
  const waiting = ask({ ...ALL, userName: 'user of b' }, PAGE)
  const refused = [
    ask(ALL, { offset: 1, limit: 10 }),
    ask({ ...ALL, userName: 'user of a' }, PAGE),
    ask({ projectId: 'p2', userName: 'user of b' }, PAGE),
    ask({ ...ALL, userName: 'user of b', enterpriseProjectIds: [] }, PAGE),
  ]
  // None of them joined the one that waits: they found no place to wait in.
  const outcomes = await Promise.allSettled(refused)
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected', 'rejected'])
  expect(await Promise.all([running, waiting])).toEqual([['a', 'b'], ['b']])
})

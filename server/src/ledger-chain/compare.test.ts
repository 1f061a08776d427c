import type { CommittedBatch } from '@deskledger/domain'
import { toBatchFacts } from '@deskledger/engine-filesystem'
import { describe, expect, it } from 'vitest'
import { type ComparedDatabase, compareWithChain } from './compare.js'
import { chainProblemWords } from './problem-words.js'

const batch = (sequence: number): CommittedBatch => ({
  sequence,
  projectId: 'p',
  receivedAt: new Date(sequence),
  created: 1,
  updated: 2,
  unchanged: 3,
  refused: 4,
  bodySha256: 'ab',
})
const sequences = (count: number): number[] => Array.from({ length: count }, (_, at) => at + 1)

const chainOf = (count: number) => ({
  lastBatch: count,
  batches: new Map(sequences(count).map((sequence) => [sequence, toBatchFacts(batch(sequence))])),
})

function databaseOf(count: number, { without, edit = {} }: { without?: number; edit?: object } = {}): ComparedDatabase {
  const rows = sequences(count)
    .filter((sequence) => sequence !== without)
    .map((sequence) => ({ ...batch(sequence), ...(sequence === 2 ? edit : {}) }))
  return {
    hasChain: true,
    sums: { last: count, count: rows.length, created: 0, updated: 0 },
    batches: async (from, to) => rows.filter(({ sequence }) => sequence >= from && sequence <= to),
  }
}

describe('a database and its chain', () => {
  it.each([
    ['both have the same batches', 5, 5],
    ['a commit was interrupted before its entry', 5, 6],
    ['both are new', 0, 0],
  ])('agree when %s', async (_when, named, committed) => {
    expect(await compareWithChain(chainOf(named), databaseOf(committed))).toBeUndefined()
  })

  it('agree when there never was a chain', async () => {
    expect(await compareWithChain(undefined, { ...databaseOf(3), hasChain: false })).toBeUndefined()
  })

  it('agree when the chain began later than the ledger', async () => {
    expect(await compareWithChain({ lastBatch: 3, batches: new Map() }, databaseOf(3))).toBeUndefined()
  })

  it.each([
    ['batches are lost', compareWithChain(chainOf(5), databaseOf(2)), 'database-behind'],
    ['the chain was taken away', compareWithChain(undefined, databaseOf(2)), 'chain-missing'],
    ['the chain was cut', compareWithChain(chainOf(5), databaseOf(7)), 'chain-behind'],
    ['a batch is gone', compareWithChain(chainOf(5), databaseOf(5, { without: 3 })), 'batches-missing'],
    ['a count differs', compareWithChain(chainOf(5), databaseOf(5, { edit: { created: 9 } })), 'batch-differs'],
    ['a hash differs', compareWithChain(chainOf(5), databaseOf(5, { edit: { bodySha256: 'b' } })), 'batch-differs'],
    [
      'a time differs',
      compareWithChain(chainOf(5), databaseOf(5, { edit: { receivedAt: new Date() } })),
      'batch-differs',
    ],
  ])('do not agree when %s', async (_when, comparing, kind) => {
    expect(await comparing).toMatchObject({ kind })
  })

  it('tell a gap by its first and last batch, their count and times', async () => {
    const problem = await compareWithChain(chainOf(5), databaseOf(2))
    expect(problem && chainProblemWords(problem, { database: 'DB', chain: 'CHAIN' })).toBe(
      'DB ends with batch 2, but CHAIN names more: batches 3 to 5 (3 in all, received from 1970-01-01T00:00:00.003Z to 1970-01-01T00:00:00.005Z) are missing',
    )
  })
})

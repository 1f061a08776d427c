import type { CommittedBatch } from '@deskledger/domain'
import { toBatchFacts } from '@deskledger/engine-filesystem'
import { describe, expect, it } from 'vitest'
import { lostRanges } from './lost-ranges.js'
import { type Named, reconcile } from './reconcile.js'

const row = (sequence: number, more: Partial<CommittedBatch> = {}): CommittedBatch => ({
  sequence,
  projectId: 'p',
  receivedAt: new Date(sequence),
  created: 1,
  updated: 2,
  unchanged: 3,
  refused: 4,
  bodySha256: 'ab',
  ...more,
})
const rows = (...sequences: readonly number[]) => sequences.map((sequence) => row(sequence))
const named = (...sequences: readonly number[]): Named => ({
  lastBatch: sequences.at(-1),
  batches: new Map(sequences.map((sequence) => [sequence, toBatchFacts(row(sequence))])),
})
const lost = (...sequences: readonly number[]) => sequences.map((sequence) => toBatchFacts(row(sequence)))

describe('chain and database', () => {
  it.each<[string, Named, readonly CommittedBatch[], Partial<ReturnType<typeof reconcile>>]>([
    ['that agree need nothing', named(1, 2), rows(1, 2), { lastBatch: 2, rowsToPut: [], toName: [], lost: [] }],
    [
      'of which the database ends earlier',
      named(1, 2, 3),
      rows(1),
      { lastBatch: 3, rowsToPut: rows(2, 3), lost: lost(2, 3) },
    ],
    ['of which the database has a gap', named(1, 2, 3), rows(1, 3), { rowsToPut: rows(2), lost: lost(2) }],
    ['of which the chain ends earlier', named(1), rows(1, 2, 3), { lastBatch: 3, toName: rows(2, 3), lost: [] }],
    ['of which the chain is gone', named(), rows(1, 2), { lastBatch: 2, toName: [], lost: [] }],
    ['of which the chain began later', named(3, 4), rows(1, 2, 3), { lastBatch: 4, rowsToPut: rows(4), lost: lost(4) }],
    ['that are both new', named(), [], { lastBatch: 0, rowsToPut: [], toName: [], lost: [] }],
  ])('%s', (_which, chain, database, expected) => {
    expect(reconcile(chain, database)).toMatchObject({ doubtful: [], ...expected })
  })

  it('that tell a batch differently: the chain counts, and its records are in doubt', () => {
    const database = [row(1), row(2, { bodySha256: 'cd' })]
    expect(reconcile(named(1, 2), database)).toMatchObject({ rowsToPut: rows(2), doubtful: lost(2), lost: [] })
  })

  it('that both know nothing of a batch cannot be brought together', () => {
    expect(() => reconcile(named(4, 5), rows(1, 2))).toThrow('Nothing tells what batch 3 was')
  })
})

it('lost batches are told as ranges, those lost in part apart', () => {
  expect(lostRanges(lost(7, 3, 4), lost(4, 5, 6))).toEqual([
    { from: 3, to: 4, isPartly: false },
    { from: 5, to: 6, isPartly: true },
    { from: 7, to: 7, isPartly: false },
  ])
  expect(lostRanges([], [])).toEqual([])
})

import {
  type ConnectionRankingQuestion,
  type ConnectionRecord,
  GROUPINGS,
  type GroupingField,
  localBuckets,
  parseNetwork,
  type RecordFilter,
  type RecordStore,
} from '@deskledger/domain'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type BatchMaker, batchMaker, toWire } from './batch.fixture.js'
import { OracleLedger } from './oracle.js'
import { anyFilter, anyRecord } from './record-arbitraries.fixture.js'
import type { RecordStoreUnderTest } from './record-store.js'
import { ranking, series } from './statistics-oracle.js'

const RECEIVED = new Date('2026-02-01T00:00:00Z')
const NOW = new Date('2026-01-10T12:00:00Z')
const SCOPE = { projectId: 'p1' }
const START = Date.UTC(2026, 0, 10, 8)

const anyInstant = fc.integer({ min: -2000, max: 6000 }).map((step) => new Date(START + step * 250))

/** From one stretch to many, of widths that differ. */
const anyBounds = fc
  .uniqueArray(fc.integer({ min: -1, max: 40 }), { minLength: 2, maxLength: 12 })
  .map((steps) => steps.sort((a, b) => a - b).map((step) => new Date(START + step * 60_000)))

const anyScope = fc.oneof(
  fc.constant({}),
  fc.record({ enterpriseProjectIds: fc.subarray(['0', 'ep-1', 'EP-1', 'ep-2']) }),
)

const FIELDS = Object.keys(GROUPINGS) as GroupingField[]

const anyRanking = fc.record({
  by: fc.constantFrom(...FIELDS),
  order: fc.constantFrom('connections', 'failures', 'connectedTime', 'medianE2eRtt'),
  minConnections: fc.integer({ min: 1, max: 30 }),
  limit: fc.integer({ min: 1, max: 20 }),
})

/** What every record store tells of many connections together; a part of its suite. */
export function describeRecordStatistics(engine: RecordStoreUnderTest): void {
  describe(`record store: ${engine.name}: statistics`, () => {
    let store: RecordStore
    let batches: BatchMaker
    beforeEach(async () => {
      store = await engine.open()
      batches = await batchMaker()
    })
    afterEach(async () => {
      await store.close()
      await batches.dispose()
    })

    const take = async (lines: readonly object[]) =>
      store.merge(SCOPE.projectId, await batches.of(lines), { receivedAt: RECEIVED })

    /** Records of few values, as lists answer them. */
    const filled = async (seed: number): Promise<readonly ConnectionRecord[]> => {
      const lines = fc.sample(anyRecord(400), { numRuns: 400, seed }).map((record) => ({ record, revision: 0 }))
      const oracle = new OracleLedger()
      for (const told of lines) oracle.take(told)
      await take(lines.map(toWire))
      return oracle.select(SCOPE)
    }

    it('tells of each bucket what the oracle tells, whatever the buckets, the filter and the scope', async () => {
      const records = await filled(3)
      await fc.assert(
        fc.asyncProperty(anyFilter, anyScope, anyBounds, anyInstant, async (filter, scope, bounds, now) => {
          const [first = now, end = now] = [bounds[0], bounds.at(-1)]
          const last = new Date(end.getTime() - 1)
          const startedFrom = filter.startedFrom && filter.startedFrom > first ? filter.startedFrom : first
          const startedUntil = filter.startedUntil && filter.startedUntil < last ? filter.startedUntil : last
          const query = { ...SCOPE, ...filter, ...scope, startedFrom, startedUntil }
          expect(await store.connectionSeries({ query, bounds, now })).toEqual(series(records, { query, bounds, now }))
        }),
        { numRuns: 60 },
      )
    }, 60_000)

    it('ranks as the oracle ranks, whatever is ranked by what, the filter and the scope', async () => {
      const records = await filled(4)
      await fc.assert(
        fc.asyncProperty(anyFilter, anyScope, anyRanking, anyInstant, async (filter, scope, asked, now) => {
          const question: ConnectionRankingQuestion = { ...asked, query: { ...SCOPE, ...filter, ...scope }, now }
          expect(await store.connectionRanking(question)).toEqual(ranking(records, question))
        }),
        { numRuns: 150 },
      )
    }, 60_000)

    it.each(FIELDS)('%s: the value of a group is the filter that finds its connections', async (by) => {
      await filled(5)
      const question = { query: SCOPE, by, order: 'connections' as const, minConnections: 1, limit: 1000, now: NOW }
      const { items, groupCount, withoutValueCount } = await store.connectionRanking(question)
      expect(items).toHaveLength(groupCount)
      expect(groupCount).toBeGreaterThan(2)
      let found = 0
      for (const { value, connectionCount, failureCount } of items) {
        const filter: RecordFilter = { [GROUPINGS[by].filter]: by === 'network' ? parseNetwork(value) : value }
        const count = async (more: RecordFilter): Promise<number> =>
          (await store.list({ ...SCOPE, ...filter, ...more }, { offset: 0, limit: 0 })).totalCount
        expect([value, await count({}), await count({ status: 'failed' })]).toEqual([
          value,
          connectionCount,
          failureCount,
        ])
        found += connectionCount
      }
      const { totalCount } = await store.list(SCOPE, { offset: 0, limit: 0 })
      expect(found + withoutValueCount).toBe(totalCount)
    })

    it('counts online users as the hours and days of UTC are counted', async () => {
      await filled(6)
      for (const [grain, bucket] of [['HOUR', 'hour'] as const, ['DAY', 'day'] as const]) {
        const range = { from: new Date('2026-01-09T20:00Z'), until: new Date('2026-01-10T12:00Z') }
        const bounds = localBuckets({ ...range, grain, timeZone: 'UTC' })
        const query = { ...SCOPE, startedFrom: range.from, startedUntil: range.until }
        const told = await store.connectionSeries({ query, bounds, now: NOW })
        const counted = await store.countOnlineUsers({ scope: SCOPE, ...range, bucket, now: NOW })
        expect(told.map(({ startsAt, onlineUserCount: userCount }) => ({ startsAt, userCount }))).toEqual(counted)
        expect(Math.max(...counted.map(({ userCount }) => userCount))).toBeGreaterThan(2)
      }
    })

    it('tells of 2,000 buckets', async () => {
      const records = await filled(7)
      const bounds = Array.from({ length: 2001 }, (_, place) => new Date(START - 500_000 + place * 1000 + (place % 3)))
      const query = { ...SCOPE, startedFrom: bounds[0], startedUntil: new Date((bounds.at(-1)?.getTime() ?? 0) - 1) }
      const told = await store.connectionSeries({ query, bounds, now: NOW })
      expect(told).toEqual(series(records, { query, bounds, now: NOW }))
    })

    it('tells of nothing when there is nothing', async () => {
      const bounds = [new Date(START), new Date(START + 60_000)]
      const query = { ...SCOPE, startedFrom: bounds[0], startedUntil: bounds[1] }
      const none = { connectionCount: 0, failureCount: 0, breakCount: 0, userCount: 0, onlineUserCount: 0 }
      const latencies = { e2eRttMs: { count: 0 }, networkRttMs: { count: 0 } }
      expect(await store.connectionSeries({ query, bounds, now: NOW })).toEqual([
        { startsAt: bounds[0], ...none, ...latencies },
      ])
      const asked = { by: 'userName', order: 'medianE2eRtt', minConnections: 1, limit: 10, now: NOW } as const
      expect(await store.connectionRanking({ query, ...asked })).toEqual({
        groupCount: 0,
        withoutValueCount: 0,
        items: [],
      })
    })

    it('stops when its signal is aborted', async () => {
      await filled(8)
      const bounds = [new Date(START), new Date(START + 3_600_000)]
      const options = { signal: AbortSignal.abort() }
      await expect(store.connectionSeries({ query: SCOPE, bounds, now: NOW }, options)).rejects.toThrow()
      const asked = { by: 'userName', order: 'failures', minConnections: 1, limit: 10, now: NOW } as const
      await expect(store.connectionRanking({ query: SCOPE, ...asked }, options)).rejects.toThrow()
    })
  })
}

import type { ConnectionRecord, PeopleLayout, ProjectScope, RecordStore } from '@deskledger/domain'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type BatchMaker, batchMaker, toWire } from './batch.fixture.js'
import { desktops, onlineUsers } from './counts-oracle.js'
import { matches, OracleLedger } from './oracle.js'
import { anyFilter, anyRecord } from './record-arbitraries.fixture.js'
import type { RecordStoreUnderTest } from './record-store.js'

const PROJECT = 'p1'
const RECEIVED = new Date('2026-02-01T00:00:00Z')
const TRANSACTIONS: PeopleLayout = {
  syntax: 'csv',
  columns: ['transactionId'],
  timeZone: 'UTC',
  booleanWords: { yes: 'Yes', no: 'No' },
}

const idsOf = (records: readonly ConnectionRecord[]): string[] => records.map(({ transactionId }) => transactionId)

/** What a restricted caller sees of every record store; a part of its suite. */
export function describeRecordScope(engine: RecordStoreUnderTest): void {
  describe(`record store: ${engine.name}: within enterprise projects`, () => {
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
      store.merge(PROJECT, await batches.of(lines), { receivedAt: RECEIVED })
    const of = (transaction: string, enterprise_project_id?: string): object => ({
      transaction_id: transaction,
      connection_start_time: '2026-01-10T09:00:00.000Z',
      enterprise_project_id,
    })
    const rendered = async (scope: ProjectScope): Promise<string[]> => {
      const pieces: Uint8Array[] = []
      const rows = store.render(scope, await store.hold(), TRANSACTIONS)
      for await (const { bytes } of rows) for await (const piece of bytes) pieces.push(piece)
      return Buffer.concat(pieces).toString().split('\r\n').slice(0, -1)
    }

    it.each([
      [undefined, ['absent', 'empty', 'one', 'two', 'zero']],
      [['0'], ['absent', 'empty', 'zero']],
      [['ep-1'], ['one']],
      [
        ['ep-2', '0', 'unknown'],
        ['absent', 'empty', 'two', 'zero'],
      ],
      [['EP-1'], []],
      [[''], []],
      [[], []],
    ])('%j shows %j in lists, counts and files', async (enterpriseProjectIds, expected) => {
      await take([of('absent'), of('empty', ''), of('zero', '0'), of('one', 'ep-1'), of('two', 'ep-2')])
      const scope = { projectId: PROJECT, enterpriseProjectIds }
      const page = await store.list(scope, { offset: 0, limit: 10 })
      expect([page.totalCount, idsOf(page.items)]).toEqual([expected.length, expected])
      expect(await store.count(scope, await store.hold())).toBe(expected.length)
      expect(await rendered(scope)).toEqual(expected)
    })

    it('shows a file the state of its cut-off', async () => {
      await take([of('moved', 'ep-1'), of('stays', 'ep-2')])
      const cutOff = await store.hold()
      await take([{ ...of('moved', 'ep-2'), revision: 1 }])
      const scope = (id: string) => ({ projectId: PROJECT, enterpriseProjectIds: [id] })
      expect([await store.count(scope('ep-1'), cutOff), await store.count(scope('ep-2'), cutOff)]).toEqual([1, 1])
      expect([await rendered(scope('ep-1')), await rendered(scope('ep-2'))]).toEqual([[], ['moved', 'stays']])
    })

    it('tells which enterprise projects there are', async () => {
      expect(await store.enterpriseProjects(PROJECT)).toEqual([])
      await take([of('absent'), of('empty', ''), of('one', 'ep-1'), of('one more', 'ep-1'), of('two', 'EP-2')])
      expect(await store.enterpriseProjects(PROJECT)).toEqual(['0', 'EP-2', 'ep-1'])
      expect(await store.enterpriseProjects('p2')).toEqual([])
    })

    it('never goes beyond them, whatever the filter and whatever is counted', async () => {
      const records = fc.sample(anyRecord(300), { numRuns: 300, seed: 7 }).map((record) => ({ record, revision: 0 }))
      const oracle = new OracleLedger()
      for (const told of records) oracle.take(told)
      await take(records.map(toWire))
      const known = oracle.select({ projectId: PROJECT })
      const day = { from: new Date('2026-01-10'), until: new Date('2026-01-11'), now: new Date('2026-01-11') }
      const anyIds = fc.subarray(['0', 'ep-1', 'EP-1', "o'ep", 'ep-2'])
      await fc.assert(
        fc.asyncProperty(anyFilter, anyIds, async (filter, enterpriseProjectIds) => {
          const scope = { projectId: PROJECT, enterpriseProjectIds }
          const { items } = await store.list({ ...scope, ...filter }, { offset: 0, limit: 1000 })
          expect(idsOf(items)).toEqual(idsOf(oracle.select({ ...scope, ...filter })))
          const visible = known.filter((record) => matches(record, scope))
          const question = { ...day, scope, bucket: 'hour' as const }
          const online = await store.countOnlineUsers(question)
          expect(online.map(({ userCount }) => userCount)).toEqual(
            onlineUsers(visible, question).map(([, users]) => users),
          )
          expect(await store.countDesktops(scope)).toEqual(desktops(visible))
        }),
        { numRuns: 20 },
      )
    })
  })
}

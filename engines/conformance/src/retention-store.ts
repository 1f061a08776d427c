import type { LegalHold, RecordQuery, RecordStore, RetentionStore } from '@deskledger/domain'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type BatchMaker, batchMaker } from './batch.fixture.js'
import { textOf } from './rendered.fixture.js'

/** An engine under test. */
export interface RetentionStoreUnderTest {
  readonly name: string
  open(): Promise<RecordStore & RetentionStore>
}

const PROJECT = 'p1'
const ALL: RecordQuery = { projectId: PROJECT }
const at = (text: string): Date => new Date(text)
const LIMIT = at('2026-01-10T00:00:00.000Z')
const BEFORE = '2026-01-09T23:59:59.999Z'
const AFTER = '2026-01-10T00:00:00.000Z'

const line = (transaction: string, start: string, user = 'zoe'): object => ({
  transaction_id: transaction,
  connection_start_time: start,
  user_name: user,
})

const hold = (id: string, covers: Partial<LegalHold> = {}): LegalHold => ({
  id,
  projectId: PROJECT,
  reason: 'case 7',
  createdAt: at('2026-01-01T00:00:00.000Z'),
  createdBy: 'u1',
  ...covers,
})

/** The suite that every retention store passes. Each test is a sentence of the port. */
export function describeRetentionStore(engine: RetentionStoreUnderTest): void {
  describe(`retention store: ${engine.name}`, () => {
    let store: RecordStore & RetentionStore
    let batches: BatchMaker
    beforeEach(async () => {
      store = await engine.open()
      batches = await batchMaker()
    })
    afterEach(async () => {
      await store.close()
      await batches.dispose()
    })

    const take = async (lines: readonly object[], projectId = PROJECT) =>
      store.merge(projectId, await batches.of(lines), { receivedAt: LIMIT })
    const ids = async (query: RecordQuery = ALL): Promise<string[]> => {
      const { items, totalCount } = await store.list(query, { offset: 0, limit: 1000 })
      expect(totalCount).toBe(items.length)
      return items.map(({ transactionId }) => transactionId)
    }

    it('removes what started before the limit, of every project, and nothing else', async () => {
      await take([line('old', BEFORE), line('new', AFTER)])
      await take([line('older', '2025-01-01T00:00:00.000Z')], 'p2')
      expect(await store.purge(LIMIT)).toEqual({ deletedCount: 2, heldCount: 0 })
      expect([await ids(), await ids({ projectId: 'p2' })]).toEqual([['new'], []])
      expect(await store.purge(LIMIT)).toEqual({ deletedCount: 0, heldCount: 0 })
    })

    it('counts hours and totals as if the removed had never been', async () => {
      await take([line('old', BEFORE), line('new', AFTER)])
      await store.purge(LIMIT)
      const day = { ...ALL, startedFrom: at('2026-01-01T00:00:00Z'), startedUntil: at('2026-01-31T00:00:00Z') }
      expect(await ids(day)).toEqual(['new'])
    })

    it('removes more than fits into one transaction', async () => {
      const some = Array.from({ length: 60_000 }, (_, place) => line(`t${place}`, BEFORE))
      await take(some)
      expect((await store.purge(LIMIT)).deletedCount).toBe(60_000)
      expect(await ids()).toEqual([])
    })

    it.each([
      ['a user, ignoring case', hold('h', { userName: 'ZOE' }), ['z1', 'z0']],
      ['a time, both ends included', hold('h', { startedFrom: at(BEFORE), startedUntil: at(BEFORE) }), ['m1', 'z1']],
      ['a user from a time on', hold('h', { userName: 'max', startedFrom: at(BEFORE) }), ['m1']],
      ['a user up to a time', hold('h', { userName: 'zoe', startedUntil: at('2026-01-01T00:00:00Z') }), ['z0']],
      ['everything', hold('h'), ['m1', 'z1', 'z0']],
      ['another project', hold('h', { projectId: 'p2' }), []],
    ])('keeps what a legal hold covers: %s', async (_what, order, kept) => {
      await take([line('z0', '2026-01-01T00:00:00.000Z'), line('z1', BEFORE), line('m1', BEFORE, 'max')])
      await store.addLegalHold(order)
      const preview = await store.previewPurge(PROJECT, LIMIT)
      expect(preview.reduce((sum, { heldCount }) => sum + heldCount, 0)).toBe(kept.length)
      expect(await store.purge(LIMIT)).toEqual({ deletedCount: 3 - kept.length, heldCount: kept.length })
      expect((await ids()).sort()).toEqual([...kept].sort())
    })

    it('never takes a record without a user name for one of a held user', async () => {
      await take([{ transaction_id: 't', connection_start_time: BEFORE }])
      await store.addLegalHold(hold('h', { userName: 'zoe' }))
      expect((await store.purge(LIMIT)).deletedCount).toBe(1)
    })

    it('lists legal holds of a project, oldest first, until they are removed', async () => {
      const [first, second] = [hold('h2'), hold('h1', { userName: 'zoe', startedFrom: at(BEFORE), createdAt: LIMIT })]
      for (const one of [second, first, hold('h3', { projectId: 'p2' })]) await store.addLegalHold(one)
      expect(await store.listLegalHolds(PROJECT)).toEqual([first, second])
      expect(await store.removeLegalHold('p2', 'h1')).toBe(false)
      expect([await store.removeLegalHold(PROJECT, 'h1'), await store.removeLegalHold(PROJECT, 'h1')]).toEqual([
        true,
        false,
      ])
      expect(await store.listLegalHolds(PROJECT)).toEqual([first])
    })

    it('tells beforehand what goes on each day', async () => {
      await take([line('a', BEFORE), line('b', BEFORE, 'max'), line('c', '2026-01-01T00:00:00.000Z'), line('d', AFTER)])
      await store.addLegalHold(hold('h', { userName: 'max' }))
      expect(await store.previewPurge(PROJECT, LIMIT)).toEqual([
        { day: at('2026-01-01T00:00:00Z'), deletedCount: 1, heldCount: 0 },
        { day: at('2026-01-09T00:00:00Z'), deletedCount: 1, heldCount: 1 },
      ])
      expect(await ids()).toHaveLength(4)
    })

    it('leaves a held cut-off what it showed, and a later one without it', async () => {
      const csv = { syntax: 'ndjson', columns: ['transactionId', 'userName'] } as const
      await take([line('old', BEFORE), line('new', AFTER)])
      const before = await store.hold()
      await store.purge(LIMIT)
      const after = await store.hold()
      expect([await store.count(ALL, before), await store.count(ALL, after)]).toEqual([2, 1])
      expect(await textOf(store.render(ALL, before, csv))).toContain('old')
      expect(await textOf(store.render(ALL, after, csv))).not.toContain('old')
      await take([line('old', BEFORE, 'again')])
      expect([await store.count(ALL, before), await store.count(ALL, after)]).toEqual([2, 1])
      expect(await textOf(store.render(ALL, before, csv))).not.toContain('again')
      await store.release(before)
      expect(await store.count(ALL, after)).toBe(1)
    })

    it('takes a removed record that is delivered again for a new one', async () => {
      await take([line('old', BEFORE)])
      await store.purge(LIMIT)
      expect(await take([line('old', '2026-01-02T00:00:00.000Z', 'max')])).toMatchObject({
        created: 1,
        refusedCount: 0,
      })
      expect(await ids()).toEqual(['old'])
    })

    describe('erasing a person', () => {
      const full = {
        transaction_id: 't1',
        connection_start_time: AFTER,
        computer_name: 'PC-1',
        user_name: 'Zoe',
        domain: 'corp',
        terminal_name: 'zoes-laptop',
        terminal_mac: '00-11',
        terminal_ip: '10.0.0.1',
        source_ip: '10.0.0.2',
        public_ip: '2001:DB8::1',
        e2e_rtt: 12,
      }

      it('leaves what happened on which desktop, and nothing of who it was', async () => {
        await take([full, line('t2', AFTER, 'max')])
        expect(await store.erasePerson(PROJECT, 'zOE')).toEqual({ recordCount: 1, heldBy: [] })
        const { items } = await store.list(ALL, { offset: 0, limit: 10 })
        expect(items.find(({ transactionId }) => transactionId === 't1')).toEqual({
          transactionId: 't1',
          startedAt: at(AFTER),
          computerName: 'PC-1',
          e2eRttMs: 12,
        })
        expect(await ids({ ...ALL, userName: 'zoe' })).toEqual([])
        expect(await ids({ ...ALL, publicIp: '2001:db8::1' })).toEqual([])
        expect(await ids({ ...ALL, userName: 'max' })).toEqual(['t2'])
        expect(await store.erasePerson(PROJECT, 'zoe')).toEqual({ recordCount: 0, heldBy: [] })
      })

      it('does so at held cut-offs, too, and in no other project', async () => {
        await take([full])
        await take([full], 'p2')
        const cutOff = await store.hold()
        await take([{ ...full, e2e_rtt: 13, revision: 9 }])
        await store.erasePerson(PROJECT, 'zoe')
        const all = { syntax: 'ndjson', columns: ['transactionId', 'userName', 'publicIp', 'terminalName'] } as const
        expect(await textOf(store.render(ALL, cutOff, all))).toBe('{"transaction_id":"t1"}\n')
        expect(await ids({ projectId: 'p2', userName: 'zoe' })).toEqual(['t1'])
      })

      it.each([
        ['the user', hold('h1', { userName: 'ZOE', startedUntil: at('2020-01-01T00:00:00Z') }), true],
        ['the time of a record', hold('h1', { startedFrom: at(AFTER), startedUntil: at(AFTER) }), true],
        ['everything', hold('h1'), true],
        ['another time', hold('h1', { startedUntil: at(BEFORE) }), false],
        ['another user', hold('h1', { userName: 'max' }), false],
        ['another project', hold('h1', { projectId: 'p2' }), false],
      ])('of whom a legal hold covers %s is refused by name: %#', async (_what, order, isHeld) => {
        await take([full])
        await store.addLegalHold(order)
        const heldBy = isHeld ? ['h1'] : []
        expect(await store.legalHoldsOver(PROJECT, 'zoe')).toEqual(heldBy)
        expect(await store.erasePerson(PROJECT, 'zoe')).toEqual({ recordCount: isHeld ? 0 : 1, heldBy })
        expect(await ids({ ...ALL, userName: 'zoe' })).toEqual(isHeld ? ['t1'] : [])
      })
    })

    it('stops when it is told to, and the next one goes on', async () => {
      await take([line('old', BEFORE)])
      await expect(store.purge(LIMIT, { signal: AbortSignal.abort() })).rejects.toThrow()
      expect(await store.lastPurge()).toBeUndefined()
      expect((await store.purge(LIMIT)).deletedCount).toBe(1)
      expect((await store.lastPurge())?.limit).toEqual(LIMIT)
    })
  })
}

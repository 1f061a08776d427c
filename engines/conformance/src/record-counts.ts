import type { ConnectionRecord, OnlineUserQuestion, RecordStore } from '@deskledger/domain'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type BatchMaker, batchMaker, toWire } from './batch.fixture.js'
import { desktops, onlineUsers } from './counts-oracle.js'
import type { RecordStoreUnderTest } from './record-store.js'

const RECEIVED = new Date('2026-02-01T00:00:00Z')
const SCOPE = { projectId: 'p1' }

/** An instant of 10 January 2026, as `09:00` or `09:00:00.001`. */
const at = (time: string): string => `2026-01-10T${time.length === 5 ? `${time}:00.000` : time}Z`

/** What is known of a connection of zoe. */
type Stages = Partial<Record<'start' | 'setup' | 'end' | 'failure' | 'user', string>>

const aConnection = ({ start = '09:00', setup, end, failure, user = 'zoe' }: Stages, place = 0): object => ({
  transaction_id: `t${place}`,
  connection_start_time: at(start),
  user_name: user,
  ...(setup && { connection_setup_time: at(setup) }),
  ...(end && { connection_end_time: at(end) }),
  ...(failure !== undefined && { connection_failure_reason: failure }),
})

/** Around full hours and midnights, and few enough to coincide. */
const anyInstant = fc
  .tuple(fc.integer({ min: 0, max: 72 }), fc.constantFrom(-1, 0, 1, 1_800_000))
  .map(([hours, ms]) => new Date(Date.UTC(2026, 0, 10) + hours * 3_600_000 + ms))

const anyConnections = fc
  .array(
    fc.record(
      {
        startedAt: anyInstant,
        establishedAt: anyInstant,
        endedAt: anyInstant,
        failureReason: fc.constantFrom('', 'lost'),
        userName: fc.constantFrom('', 'zoe', 'ZOE', 'max', 'ΟΔΟΣ', 'οδος', 'straße', 'STRASSE'),
        computerName: fc.constantFrom('', 'pc-1', 'PC-1', 'PC-2', 'S-1'),
        sid: fc.constantFrom('', 'S-1', 's-1', 'S-2'),
      },
      { requiredKeys: ['startedAt'] },
    ),
    { maxLength: 25 },
  )
  .map((all) => all.map((record, place) => ({ ...record, transactionId: `t${place}` }) as ConnectionRecord))

/** What every record store counts; a part of its suite. */
export function describeRecordCounts(engine: RecordStoreUnderTest): void {
  describe(`record store: ${engine.name}: counting`, () => {
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

    const take = async (lines: readonly object[], projectId = SCOPE.projectId) =>
      store.merge(projectId, await batches.of(lines), { receivedAt: RECEIVED })
    const online = async (question: Partial<OnlineUserQuestion> = {}): Promise<[Date, number][]> => {
      const day = { scope: SCOPE, from: new Date(at('08:30')), until: new Date(at('11:59')), bucket: 'hour' as const }
      const counts = await store.countOnlineUsers({ ...day, now: new Date(at('12:00')), ...question })
      return counts.map(({ startsAt, userCount }) => [startsAt, userCount])
    }

    it.each<[string, Stages, number[]]>([
      ['established and ended', { setup: '09:01', end: '10:59' }, [0, 1, 1, 0]],
      ['established, open until now', { setup: '10:30' }, [0, 0, 1, 1]],
      ['established before the first stretch', { start: '01:00', setup: '01:01', end: '08:00:00.000' }, [1, 0, 0, 0]],
      ['ended before the first stretch', { start: '01:00', setup: '01:01', end: '07:59:59.999' }, [0, 0, 0, 0]],
      ['ended at the first instant of an hour', { setup: '09:01', end: '10:00' }, [0, 1, 1, 0]],
      ['ended at the last instant of an hour', { setup: '09:01', end: '09:59:59.999' }, [0, 1, 0, 0]],
      ['established at the last instant', { setup: '11:59:59.999' }, [0, 0, 0, 1]],
      ['established after the last instant', { setup: '12:00' }, [0, 0, 0, 0]],
      ['established and ended at once', { setup: '10:00', end: '10:00' }, [0, 0, 1, 0]],
      ['ended, its set-up unknown', { start: '09:00', end: '10:00' }, [0, 1, 1, 0]],
      ['ended, its set-up unknown, with an empty failure', { end: '10:00', failure: '' }, [0, 1, 1, 0]],
      ['failed', { failure: 'lost' }, [0, 0, 0, 0]],
      ['failed and ended', { end: '10:00', failure: 'lost' }, [0, 0, 0, 0]],
      ['established, then broken off', { setup: '09:01', end: '10:00', failure: 'lost' }, [0, 1, 1, 0]],
      ['only started', {}, [0, 0, 0, 0]],
      ['ended before it was established', { setup: '10:00', end: '09:00' }, [0, 0, 0, 0]],
      ['without a user', { setup: '09:01', end: '10:59', user: '' }, [0, 0, 0, 0]],
    ])('a connection that %s is online from 08:00 to 11:59 in the hours %j %j', async (_what, stages, expected) => {
      await take([aConnection(stages)])
      expect((await online()).map(([, users]) => users)).toEqual(expected)
    })

    it('counts a user once, however spelled and however often connected', async () => {
      await take([
        aConnection({ setup: '09:01', user: 'Zoe' }, 1),
        aConnection({ setup: '09:02', user: 'zoe', end: '09:03' }, 2),
        aConnection({ setup: '09:01', user: 'max' }, 3),
      ])
      expect((await online()).map(([, users]) => users)).toEqual([0, 2, 2, 2])
    })

    it('counts an open connection no longer than until now', async () => {
      await take([aConnection({ setup: '09:01' })])
      expect((await online({ now: new Date(at('10:00')) })).map(([, users]) => users)).toEqual([0, 1, 1, 0])
      expect((await online({ now: new Date(at('08:00')) })).map(([, users]) => users)).toEqual([0, 0, 0, 0])
      const [from, now] = [new Date(at('11:00')), new Date(at('10:59:59.999'))]
      expect((await online({ from, now })).map(([, users]) => users)).toEqual([0])
    })

    it('tells of every hour or day, first to last, and of none the wrong way round', async () => {
      const [from, until] = [new Date('2026-01-09T23:59:59.999Z'), new Date('2026-01-11T00:00:00.000Z')]
      const days = ['2026-01-09', '2026-01-10', '2026-01-11'].map((day) => [new Date(day), 0])
      expect(await online({ from, until, bucket: 'day' })).toEqual(days)
      expect(await online({ from, until })).toHaveLength(26)
      expect(await online({ from: until, until: from })).toEqual([])
    })

    it('agrees with the oracle on online users and desktops, whatever the connections', async () => {
      let run = 0
      const question = fc.record({ from: anyInstant, until: anyInstant, now: anyInstant })
      await fc.assert(
        fc.asyncProperty(anyConnections, question, fc.constantFrom('hour', 'day'), async (records, asked, bucket) => {
          run += 1
          const scope = { projectId: `run-${run}` }
          if (records.length > 0)
            await take(
              records.map((record) => toWire({ record })),
              scope.projectId,
            )
          expect(await online({ ...asked, bucket, scope })).toEqual(onlineUsers(records, { ...asked, bucket, scope }))
          expect(await store.countDesktops(scope)).toEqual(desktops(records))
        }),
        { numRuns: 40 },
      )
    }, 60_000)

    it.each<[string, Stages, number]>([
      ['only started', {}, 1],
      ['established', { setup: '09:01' }, 1],
      ['established and failed without an end', { setup: '09:01', failure: 'lost' }, 1],
      ['ended', { setup: '09:01', end: '10:00' }, 0],
      ['failed', { failure: 'lost' }, 0],
    ])('a desktop whose latest connection %s is in use: %2$s', async (_what, stages, inUse) => {
      const earlier = { ...aConnection({ start: '08:00', end: '08:30' }, 0), computer_name: 'pc' }
      await take([{ ...aConnection(stages, 1), computer_name: 'PC' }, earlier])
      expect(await store.countDesktops(SCOPE)).toEqual({ inUse, ready: 1 - inUse })
    })

    it('knows a desktop by its name, else by its SID, and takes the last of equal starts', async () => {
      await take([
        { ...aConnection({ end: '10:00' }, 1), computer_name: 'PC', sid: 'S-1' },
        { ...aConnection({}, 2), computer_name: 'pc' },
        { ...aConnection({ end: '10:00' }, 3), sid: 'S-1' },
        { ...aConnection({ end: '10:00' }, 4), computer_name: '', sid: 'S-2' },
        aConnection({}, 5),
        { ...aConnection({}, 6), computer_name: 'tie' },
        { ...aConnection({ end: '10:00' }, 7), computer_name: 'TIE' },
      ])
      expect(await store.countDesktops(SCOPE)).toEqual({ inUse: 1, ready: 3 })
      expect(await store.countDesktops({ projectId: 'p2' })).toEqual({ inUse: 0, ready: 0 })
    })
  })
}

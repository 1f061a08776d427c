import {
  type ConnectionRecord,
  CUT_MARK,
  EXPORT_COLUMNS,
  foldCase,
  type MergeOutcome,
  type PeopleLayout,
  parseLine,
  RECORD_FIELDS,
  type RecordQuery,
  type RecordStore,
  type RenderedRows,
  type RowLayout,
} from '@deskledger/domain'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { answersAboutOthers } from './answers-about-others.js'
import { type BatchMaker, batchMaker, toWire } from './batch.fixture.js'
import { localText } from './local-text.fixture.js'
import { OracleLedger } from './oracle.js'
import { anyFilter, anyRecord } from './record-arbitraries.fixture.js'
import { describeRecordCounts } from './record-counts.js'
import { describeRecordScope } from './record-scope.js'
import { describeRecordStatistics } from './record-statistics.js'
import { parquetRows, textOf } from './rendered.fixture.js'
import { sheetRows } from './sheet-rows.fixture.js'

/** An engine under test. */
export interface RecordStoreUnderTest {
  readonly name: string
  open(): Promise<RecordStore>
}

const PROJECT = 'p1'
const RECEIVED = new Date('2026-02-01T00:00:00Z')
const ALL: RecordQuery = { projectId: PROJECT }
const CSV: PeopleLayout = {
  syntax: 'csv',
  columns: EXPORT_COLUMNS,
  timeZone: 'UTC',
  booleanWords: { yes: 'Yes', no: 'No' },
}

const START = '2026-01-10T09:00:00.000Z'

/** Whole hours, halves and quarters; with two seasons, with half an hour between them, and beyond the date line. */
const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'America/Sao_Paulo',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Asia/Shanghai',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Chatham',
  'Etc/GMT-14',
]
const line = (transaction: string, more: object = {}): object => ({
  transaction_id: transaction,
  connection_start_time: START,
  ...more,
})

/** The suite that every record store passes. Each test is a sentence of the port. */
export function describeRecordStore(engine: RecordStoreUnderTest): void {
  describeRecordScope(engine)
  describeRecordCounts(engine)
  describeRecordStatistics(engine)
  describe(`record store: ${engine.name}`, () => {
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

    const take = async (lines: readonly (string | object)[], atomic = false): Promise<MergeOutcome> =>
      store.merge(PROJECT, await batches.of(lines), { atomic, receivedAt: RECEIVED })
    const all = async (query: RecordQuery = ALL): Promise<readonly ConnectionRecord[]> =>
      (await store.list(query, { offset: 0, limit: 1000 })).items
    const counts = ({ created, updated, unchanged, refusedCount }: MergeOutcome): number[] => [
      created,
      updated,
      unchanged,
      refusedCount,
    ]

    describe('merging', () => {
      it('stores every fact as it was sent', async () => {
        const full = {
          ...line('t1'),
          tenantId: 'tenant',
          sid: 'S-1-5-21',
          computer_name: ' PC "1" \\ ',
          user_name: 'CORP\\zoë\u{1f600}',
          domain: 'corp',
          terminal_mac: '00-ac-9c-c7-9a-df',
          terminal_name: '\tname\n',
          terminal_ip: '10.0.0.1',
          client_version: '1.8',
          terminal_type: 'Windows 10',
          agent_version: '1.8.1',
          desktop_ip: '10.0.0.2',
          connection_setup_time: '2026-01-10T17:00:02.123+08:00',
          connection_end_time: '2026-01-10T09:30Z',
          is_reconnect: false,
          connection_failure_reason: '',
          network_rtt: 0,
          e2e_rtt: 2147483647,
          source_ip: '1.2.3.4',
          public_ip: '2001:DB8::1',
          enterprise_project_id: '0',
        }
        expect(counts(await take([full]))).toEqual([1, 0, 0, 0])
        const expected = parseLine(JSON.stringify(full))
        expect(await all()).toEqual([expected.ok ? expected.line.record : undefined])
      })

      it.each([
        ['start, set-up, end', [0, 1, 2]],
        ['end, start, set-up', [2, 0, 1]],
        ['set-up, end, start', [1, 2, 0]],
      ])('a connection delivered as %s is one record', async (_order, order) => {
        const stages = [
          line('t1', { user_name: 'zoe', network_rtt: 1 }),
          line('t1', { connection_setup_time: '2026-01-10T09:00:02.000Z', network_rtt: 2 }),
          line('t1', { connection_end_time: '2026-01-10T10:00:00.000Z', network_rtt: 3 }),
        ]
        for (const stage of order) await take([stages[stage] ?? ''])
        expect(await all()).toMatchObject([
          { userName: 'zoe', networkRttMs: 3, endedAt: new Date('2026-01-10T10:00:00Z') },
        ])
      })

      it('takes several lines of one transaction in one batch in their order', async () => {
        const outcome = await take([
          line('t1', { user_name: 'zoe' }),
          line('t1', { user_name: 'zoe' }),
          line('t1', { user_name: 'max', revision: 1 }),
          line('t2'),
          line('t1', { user_name: 'eve', revision: 1 }),
        ])
        expect(counts(outcome)).toEqual([2, 1, 1, 1])
        expect(outcome.refusals).toEqual([
          { line: 5, transactionId: 't1', problem: { kind: 'value-conflict', field: 'user_name' } },
        ])
      })

      it('answers another value of the same revision as a conflict, without any effect of the line', async () => {
        await take([line('t1', { user_name: 'zoe' })])
        const outcome = await take([line('t1', { user_name: 'max', sid: 'S-1' })])
        expect(outcome.refusals[0]?.problem).toEqual({ kind: 'value-conflict', field: 'user_name' })
        expect(await all()).toEqual([{ transactionId: 't1', startedAt: new Date(START), userName: 'zoe' }])
      })

      it.each([
        ['a second', '2026-01-10T09:00:01.000Z'],
        ['a year', '2025-01-10T09:00:00.000Z'],
      ])('answers a start %s off as a conflict', async (_far, start) => {
        await take([line('t1')])
        const outcome = await take([
          { transaction_id: 't1', connection_start_time: start, user_name: 'zoe' },
          line('t2'),
        ])
        expect(counts(outcome)).toEqual([1, 0, 0, 1])
        expect(outcome.refusals).toEqual([{ line: 1, transactionId: 't1', problem: { kind: 'start-conflict' } }])
        expect((await all()).map((record) => record.transactionId)).toEqual(['t1', 't2'])
      })

      it('refuses bad lines by themselves, each with its reason', async () => {
        const bad: [string | object, object][] = [
          ['{', { kind: 'not-json' }],
          ['[1]', { kind: 'not-an-object' }],
          ['null', { kind: 'not-an-object' }],
          [{ connection_start_time: START }, { kind: 'missing', field: 'transaction_id' }],
          [{ transaction_id: 'x' }, { kind: 'missing', field: 'connection_start_time' }],
          [line('x', { colour: 'red' }), { kind: 'unknown-field', field: 'colour' }],
          [
            `{"transaction_id":"x","connection_start_time":"${START}","sid":"a","sid":"a"}`,
            { kind: 'repeated-field', field: 'sid' },
          ],
          [line('x', { user_name: 7 }), { kind: 'wrong-value', field: 'user_name', expected: 'text' }],
          [line('x', { user_name: { a: 1 } }), { kind: 'wrong-value', field: 'user_name', expected: 'text' }],
          [
            line('x', { user_name: '\ud800' }),
            { kind: 'wrong-value', field: 'user_name', expected: 'text-without-lone-surrogates' },
          ],
          [line(''), { kind: 'wrong-value', field: 'transaction_id', expected: 'transaction-id' }],
          [line('x'.repeat(256)), { kind: 'wrong-value', field: 'transaction_id', expected: 'transaction-id' }],
          [line('x', { is_reconnect: 'true' }), { kind: 'wrong-value', field: 'is_reconnect', expected: 'boolean' }],
          [line('x', { is_reconnect: 1 }), { kind: 'wrong-value', field: 'is_reconnect', expected: 'boolean' }],
          ...['-1', '1.5', '1.0', '1e3', '2147483648', '"7"', 'true', '99999999999999999999'].map(
            (token): [string, object] => [
              `{"transaction_id":"x","connection_start_time":"${START}","e2e_rtt":${token}}`,
              { kind: 'wrong-value', field: 'e2e_rtt', expected: 'integer' },
            ],
          ),
          ...[
            '2016-02-30T00:00:00Z',
            '2026-01-10T24:00:00Z',
            '2026-01-10 09:00:00Z',
            '2026-01-10T09:00:00',
            'infinity',
            '1969-12-31T23:59:59Z',
            '',
          ].map((text): [object, object] => [
            line('x', { connection_end_time: text }),
            { kind: 'wrong-value', field: 'connection_end_time', expected: 'instant' },
          ]),
        ]
        const outcome = await take([line('good-1'), ...bad.map(([text]) => text), line('good-2')])
        expect(outcome.refusals.map(({ line: place, problem }) => [place, problem])).toEqual(
          bad.map(([, problem], place) => [place + 2, problem]),
        )
        expect(counts(outcome)).toEqual([2, 0, 0, bad.length])
      })

      it.each([
        ['an object over two lines', ['{', '}']],
        ['a list over three', ['[', '{}', ']']],
        ['a record over several', JSON.stringify(line('x', { sid: 'S' }), null, 2).split('\n')],
        ['a comma too many', [`{"transaction_id":"x","connection_start_time":"${START}",}`]],
      ])('refuses %s line by line, and takes their neighbours', async (_what, lines) => {
        const outcome = await take([line('good-1'), ...lines, line('good-2')])
        expect(counts(outcome)).toEqual([2, 0, 0, lines.length])
        expect((await all()).map(({ transactionId }) => transactionId)).toEqual(['good-1', 'good-2'])
      })

      it('takes the longest transaction id', async () => {
        expect(counts(await take([line('\u00e9'.repeat(255)), line('"'.repeat(255))]))).toEqual([2, 0, 0, 0])
      })

      it('counts null as absent', async () => {
        await take([line('t1', { user_name: 'zoe' })])
        expect(counts(await take([line('t1', { user_name: null, revision: 9 })]))).toEqual([0, 0, 1, 0])
        expect(await all()).toMatchObject([{ userName: 'zoe' }])
      })

      it('stores nothing of an atomic batch with a bad line', async () => {
        await take([line('t1')])
        const outcome = await take([line('t2'), '{', line('t1', { user_name: 'zoe' })], true)
        expect([outcome.isStored, outcome.refusedCount]).toEqual([false, 1])
        expect(await all()).toEqual([{ transactionId: 't1', startedAt: new Date(START) }])
        expect(counts(await take([line('t2')], true))).toEqual([1, 0, 0, 0])
      })

      it('bounds how many lines of one transaction a batch may carry', async () => {
        const outcome = await take(
          Array.from({ length: 102 }, (_, revision) => line('t1', { network_rtt: revision, revision })),
        )
        expect(counts(outcome)).toEqual([1, 99, 0, 2])
        expect(outcome.refusals.map(({ line: place, problem }) => [place, problem.kind])).toEqual([
          [101, 'too-many-lines'],
          [102, 'too-many-lines'],
        ])
      })

      it('keeps projects apart', async () => {
        await take([line('t1')])
        await store.merge('p2', await batches.of([line('t1', { user_name: 'other' })]), { receivedAt: RECEIVED })
        expect(await all()).toEqual([{ transactionId: 't1', startedAt: new Date(START) }])
        expect(await all({ projectId: 'p2' })).toMatchObject([{ userName: 'other' }])
        expect(await all({ projectId: 'p3' })).toEqual([])
      })

      it('answers every question about a project as if the others were not there', async () => {
        expect(await answersAboutOthers(store, batches)).toEqual([])
      })

      it('agrees with the oracle on every line, whatever the batches', async () => {
        const anyLine = fc.record({ record: anyRecord(8), revision: fc.integer({ min: 0, max: 3 }) })
        const anyDelivery = fc.array(fc.array(anyLine, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 5 })
        let run = 0
        await fc.assert(
          fc.asyncProperty(anyDelivery, async (delivery) => {
            run += 1
            const projectId = `run-${run}`
            const oracle = new OracleLedger()
            for (const lines of delivery) {
              const effects = lines.map((told) => oracle.take(told))
              const outcome = await store.merge(projectId, await batches.of(lines.map(toWire)), {
                receivedAt: RECEIVED,
              })
              const of = (effect: string): number => effects.filter((one) => one === effect).length
              expect(counts(outcome)).toEqual([of('created'), of('updated'), of('unchanged'), of('conflict')])
              expect(outcome.refusals.map((refusal) => refusal.line)).toEqual(
                effects.flatMap((effect, place) => (effect === 'conflict' ? [place + 1] : [])),
              )
            }
            expect(await all({ projectId })).toEqual(oracle.select({ projectId }))
          }),
          { numRuns: 15 },
        )
      })

      it('ends in one state whatever the order and repetition of consistent revisions', async () => {
        const stages = [
          { user_name: 'zoe', network_rtt: 1, revision: 0 },
          { sid: 'S-1', network_rtt: 2, revision: 1 },
          { user_name: 'max', e2e_rtt: 3, revision: 2 },
          { connection_failure_reason: 'lost', sid: 'S-2', revision: 3 },
        ]
        const places = fc.shuffledSubarray([0, 1, 2, 3, 0, 1, 2, 3], { minLength: 8, maxLength: 8 })
        let run = 0
        await fc.assert(
          fc.asyncProperty(places, fc.integer({ min: 1, max: 8 }), async (order, cut) => {
            run += 1
            const lines = order.map((place) => line(`t-${run}`, stages[place]))
            await take(lines.slice(0, cut))
            if (cut < lines.length) await take(lines.slice(cut))
            const [record] = (await all()).filter(({ transactionId }) => transactionId === `t-${run}`)
            expect(record).toMatchObject({
              userName: 'max',
              networkRttMs: 2,
              e2eRttMs: 3,
              sid: 'S-2',
              failureReason: 'lost',
            })
          }),
          { numRuns: 15 },
        )
      })
    })

    describe('listing', () => {
      it.each([
        ['2026-01-10T08:59:59.999Z', 0],
        ['2026-01-10T09:00:00.000Z', 1],
        ['2026-01-10T10:00:00.000Z', 1],
        ['2026-01-10T10:00:00.001Z', 0],
      ])('a record started at %s is in the range from 09:00 to 10:00 %i times', async (start, listed) => {
        await take([{ transaction_id: 't1', connection_start_time: start }])
        const range = { startedFrom: new Date('2026-01-10T09:00:00Z'), startedUntil: new Date('2026-01-10T10:00:00Z') }
        expect(await all({ ...ALL, ...range })).toHaveLength(listed)
      })

      it('finds nothing in a range whose ends are equal', async () => {
        await take([line('t1')])
        const instant = new Date(START)
        expect(await all({ ...ALL, startedFrom: instant, startedUntil: instant })).toEqual([])
        expect(await all({ ...ALL, startedFrom: instant, startedUntil: new Date(instant.getTime() + 1) })).toHaveLength(
          1,
        )
      })

      it('selects the records that the oracle selects, on every page, for any filter', async () => {
        const lines = fc.sample(anyRecord(600), { numRuns: 600, seed: 11 }).map((record) => ({ record, revision: 0 }))
        const oracle = new OracleLedger()
        for (const told of lines) oracle.take(told)
        await take(lines.map(toWire))
        await fc.assert(
          fc.asyncProperty(anyFilter, fc.integer({ min: 1, max: 90 }), async (filter, limit) => {
            const query = { ...ALL, ...filter }
            const expected = oracle.select(query)
            const pages: ConnectionRecord[] = []
            do {
              const page = await store.list(query, { offset: pages.length, limit })
              expect(page.totalCount).toBe(expected.length)
              pages.push(...page.items)
              if (page.items.length === 0) break
            } while (pages.length < expected.length)
            expect(pages).toEqual(expected)
          }),
          { numRuns: 100 },
        )
      })

      it('places pages among thousands of records of one second, hour and day', async () => {
        const base = Date.parse('2026-01-10T00:00:00.000Z')
        const starts = Array.from({ length: 4000 }, (_, number) =>
          number < 2500 ? (number < 1200 ? 0 : number) : number * 21_600,
        )
        const records = starts.map((startMs, number) => ({
          transactionId: `t${(number * 7919) % 4000}`.padStart(5, '0'),
          startedAt: new Date(base + startMs),
          networkRttMs: number % 3,
          userName: number % 50 === 0 ? 'Anna' : 'Bert',
        }))
        const oracle = new OracleLedger()
        for (const record of records) oracle.take({ record, revision: 0 })
        await take(records.map((record) => toWire({ record, revision: 0 })))
        const cut = { startedFrom: new Date(base + 700), startedUntil: new Date(base + 2900 * 21_600) }
        for (const filter of [
          {},
          cut,
          { networkRttMs: { max: 0 } },
          { userName: 'ANNA' },
          { ...cut, userName: 'bert' },
        ]) {
          const expected = oracle.select({ ...ALL, ...filter })
          expect(expected.length).toBeGreaterThan(50)
          for (const offset of [0, 17, expected.length >> 1, expected.length - 30, expected.length - 5]) {
            const page = await store.list({ ...ALL, ...filter }, { offset, limit: 20 })
            expect(page).toEqual({ totalCount: expected.length, items: expected.slice(offset, offset + 20) })
          }
        }
      })

      it('answers only the count for a page of none, and nothing beyond the end', async () => {
        await take([line('t1'), line('t2')])
        expect(await store.list(ALL, { offset: 0, limit: 0 })).toEqual({ items: [], totalCount: 2 })
        expect(await store.list(ALL, { offset: 2147483646, limit: 10 })).toEqual({ items: [], totalCount: 2 })
      })

      it('folds case as the domain does, for every letter of Unicode', async () => {
        const letters = [...Array(0x110000).keys()]
          .filter((code) => code < 0xd800 || code > 0xdfff)
          .map((code) => String.fromCodePoint(code))
          .filter((letter) => foldCase(letter) !== letter || letter.toLowerCase() !== letter)
        await take(
          letters.map((letter, place) => line(`t${place}`, { terminal_type: letter, user_name: foldCase(letter) })),
        )
        for (const letter of letters.filter((_, place) => place % 29 === 0)) {
          const found = await all({ ...ALL, terminalType: letter })
          expect(found.length).toBeGreaterThan(0)
          for (const record of found) expect(foldCase(record.terminalType ?? '')).toBe(foldCase(letter))
        }
      })

      it('stops when its signal is aborted', async () => {
        await take([line('t1')])
        await expect(store.list(ALL, { offset: 0, limit: 1, signal: AbortSignal.abort() })).rejects.toThrow()
        expect(await all()).toHaveLength(1)
      })
    })

    describe('rendering', () => {
      const cells = async (rows: AsyncIterable<RenderedRows>): Promise<string[][]> => {
        const pieces: Uint8Array[] = []
        for await (const { bytes } of rows) for await (const piece of bytes) pieces.push(piece)
        return parse(Buffer.concat(pieces), { relax_column_count: false, record_delimiter: '\r\n' })
      }

      it('shows the state of the cut-off, whatever is merged later', async () => {
        await take([line('t1', { user_name: 'zoe' }), line('t2', { user_name: 'max' })])
        const cutOff = await store.hold()
        await take([line('t1', { user_name: 'late', revision: 1 }), line('t3')])
        await take([line('t1', { user_name: 'later', revision: 2 })])
        expect(await store.count(ALL, cutOff)).toBe(2)
        expect((await cells(store.render(ALL, cutOff, CSV))).map((row) => row[1])).toEqual(['zoe', 'max'])
        expect(await store.count({ ...ALL, userName: 'later' }, cutOff)).toBe(0)
        await store.release(cutOff)
        await store.release(cutOff)
        const now = await store.hold()
        expect((await cells(store.render(ALL, now, CSV))).map((row) => row[1])).toEqual(['later', 'max', ''])
      })

      it('keeps a record single at a cut-off when it is delivered again unchanged, or in conflict', async () => {
        await take([line('t1', { user_name: 'zoe' })])
        const cutOff = await store.hold()
        await take([line('t1', { user_name: 'zoe' })])
        await take([line('t1', { user_name: 'other' })])
        await take([line('t1', { user_name: 'zoe', revision: 1 })])
        await take([line('t1', { user_name: 'max', revision: 2 })])
        expect(await store.count(ALL, cutOff)).toBe(1)
        expect((await cells(store.render(ALL, cutOff, CSV))).map((row) => row[1])).toEqual(['zoe'])
      })

      it('holds one state for several, until the last of them lets go', async () => {
        await take([line('t1', { user_name: 'zoe' })])
        const first = await store.hold()
        const second = await store.hold(first)
        await store.release(first)
        await take([line('t1', { user_name: 'late', revision: 1 })])
        expect((await cells(store.render(ALL, second, CSV))).map((row) => row[1])).toEqual(['zoe'])
      })

      it('writes the records that the list answers, in its order', async () => {
        const lines = fc.sample(anyRecord(300), { numRuns: 300, seed: 5 }).map((record) => ({ record, revision: 0 }))
        await take(lines.map(toWire))
        const rows = await cells(store.render(ALL, await store.hold(), CSV))
        const transactions = rows.map((row) => row.at(-1))
        expect(transactions).toEqual((await all()).map(({ transactionId }) => transactionId))
      })

      it('counts sections and rows as it says', async () => {
        await take(Array.from({ length: 25 }, (_, place) => line(`t${String(place).padStart(2, '0')}`)))
        const sections: string[][] = []
        for await (const { section, rowCount, bytes } of store.render(ALL, await store.hold(), {
          ...CSV,
          columns: ['transactionId'],
          maxRowsPerSection: 10,
        })) {
          const pieces: Uint8Array[] = []
          for await (const piece of bytes) pieces.push(piece)
          const rows = Buffer.concat(pieces).toString().trimEnd().split('\r\n')
          expect(rows).toHaveLength(rowCount)
          sections[section] = [...(sections[section] ?? []), ...rows]
        }
        expect(sections.map((rows) => rows.length)).toEqual([10, 10, 5])
        expect(sections.flat()).toEqual(Array.from({ length: 25 }, (_, place) => `t${String(place).padStart(2, '0')}`))
      })

      it.each([
        ['UTC', '2026-01-10 09:00:00.000'],
        ['Asia/Shanghai', '2026-01-10 17:00:00.000'],
        ['Asia/Kolkata', '2026-01-10 14:30:00.000'],
        ['America/Sao_Paulo', '2026-01-10 06:00:00.000'],
      ])('tells times in %s', async (timeZone, text) => {
        await take([line('t1')])
        const layout: PeopleLayout = { ...CSV, columns: ['startedAt', 'endedAt', 'isReconnect'], timeZone }
        expect(await cells(store.render(ALL, await store.hold(), layout))).toEqual([[text, '', '']])
      })

      it('tells times of any zone and season as the runtime does', async () => {
        const instants = fc.sample(
          fc.date({ min: new Date('2000-01-01Z'), max: new Date('2037-12-31Z'), noInvalidDate: true }),
          {
            numRuns: 150,
            seed: 11,
          },
        )
        // Both sides of the hour that Berlin has twice and of the one that it has not, and of the half hour of Lord Howe.
        const edges = [
          '2026-10-25T00:59:59.999Z',
          '2026-10-25T01:00:00Z',
          '2026-03-29T00:59:59.999Z',
          '2026-03-29T01:00:00Z',
        ]
        const starts = [...instants, ...edges.map((text) => new Date(text)), new Date('2026-04-04T15:00:00Z')]
        await take(starts.map((start, place) => line(`t${place}`, { connection_start_time: start.toISOString() })))
        const cutOff = await store.hold()
        const columns = ['transactionId', 'startedAt'] as const
        for (const timeZone of ZONES) {
          const rows = await cells(store.render(ALL, cutOff, { ...CSV, columns, timeZone }))
          const told = new Map(rows.map(([transaction, text]) => [transaction, text]))
          expect(starts.map((_, place) => told.get(`t${place}`))).toEqual(
            starts.map((start) => localText(start, timeZone)),
          )
        }
      })

      it('guards formulas and quotes in CSV', async () => {
        const awkward = [
          '=1+1',
          '+1',
          '-1',
          '@x',
          '\tx',
          '\rx',
          '＝1',
          'a,b',
          'say "hi"',
          'two\r\nlines',
          " lead'",
          'plain',
          '',
          'x=1',
          '\u0001=1',
          '"=1"',
        ]
        await take(
          awkward.map((text, place) => line(`t${String(place).padStart(2, '0')}`, { user_name: text, sid: '=' })),
        )
        const layout: PeopleLayout = { ...CSV, columns: ['userName', 'sid'] }
        const rows = await cells(store.render(ALL, await store.hold(), layout))
        expect(rows).toEqual(awkward.map((text) => [/^[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text, "'="]))
      })

      it('tells how many cells it guarded, cut and wrote with replacements, and from when rows are', async () => {
        await take([
          line('t1', { user_name: '=1', sid: 'plain', terminal_name: '\u0001\u0002\t' }),
          line('t2', { user_name: '-1', sid: '@x, y', connection_start_time: '2026-01-10T10:00:00.001Z' }),
          line('t3', { user_name: 'x'.repeat(40_000), sid: 'plain' }),
        ])
        const columns = ['userName', 'sid', 'terminalName'] as const
        const cutOff = await store.hold()
        const told = async (syntax: 'csv' | 'sheet-xml'): Promise<RenderedRows[]> => {
          const rows: RenderedRows[] = []
          for await (const some of store.render(ALL, cutOff, { ...CSV, syntax, columns })) rows.push(some)
          return rows
        }
        const started = { newest: new Date('2026-01-10T10:00:00.001Z'), oldest: new Date(START) }
        const none = { cutCells: 0, replacedCharacters: 0, guardedCells: 0 }
        expect(await told('csv')).toMatchObject([{ rowCount: 3, started, alterations: { ...none, guardedCells: 3 } }])
        expect(await told('sheet-xml')).toMatchObject([
          { rowCount: 3, started, alterations: { ...none, cutCells: 1, replacedCharacters: 2 } },
        ])
      })

      it('writes lines that can be delivered again and then are the same records', async () => {
        const lines = fc.sample(anyRecord(200), { numRuns: 200, seed: 7 }).map((record) => ({ record, revision: 0 }))
        await take([...lines.map(toWire), line('odd', { user_name: '"\\\u0000\u001f\u2028\n\u{1f600}', domain: '' })])
        const cutOff = await store.hold()
        const columns = RECORD_FIELDS.map(({ name }) => name)
        const written = await textOf(store.render(ALL, cutOff, { syntax: 'ndjson', columns }))
        const texts = written.trimEnd().split('\n')
        const sent = await batches.of(texts)
        expect(await store.merge('p2', sent, { atomic: true, receivedAt: RECEIVED })).toMatchObject({ refusedCount: 0 })
        const again = await store.list({ projectId: 'p2' }, { offset: 0, limit: 1000 })
        expect(again.items).toEqual(await all())
        expect(texts.map((text) => JSON.parse(text).transaction_id)).toEqual(
          again.items.map(({ transactionId }) => transactionId),
        )
      })

      it.each([
        [['userName', 'transactionId'], '{"user_name":"zoe","transaction_id":"t1"}\n{"transaction_id":"t2"}\n'],
        [
          ['transactionId', 'startedAt'],
          `{"transaction_id":"t1","connection_start_time":"${START}"}\n{"transaction_id":"t2","connection_start_time":"${START}"}\n`,
        ],
        [['userName', 'isReconnect', 'e2eRttMs'], '{"user_name":"zoe","is_reconnect":false,"e2e_rtt":0}\n{}\n'],
      ] as const)('writes the members %j alone, and unknown ones not at all', async (columns, text) => {
        await take([line('t1', { user_name: 'zoe', is_reconnect: false, e2e_rtt: 0 }), line('t2')])
        expect(await textOf(store.render(ALL, await store.hold(), { syntax: 'ndjson', columns }))).toBe(text)
      })

      it('writes Parquet files of typed columns, one even without rows', async () => {
        const columns = ['transactionId', 'tenantId', 'startedAt', 'isReconnect', 'e2eRttMs'] as const
        const layout: RowLayout = { syntax: 'parquet', columns }
        const rowsOf = async (query: RecordQuery): Promise<object[][]> => {
          const files: object[][] = []
          for await (const { bytes, rowCount } of store.render(query, await store.hold(), layout)) {
            const rows = await parquetRows(bytes)
            expect(rows).toHaveLength(rowCount)
            files.push(rows)
          }
          return files
        }
        await take([line('t1', { tenantId: 'x', is_reconnect: true, e2e_rtt: 7 }), line('t2')])
        const unknown = { tenantId: null, is_reconnect: null, e2e_rtt: null }
        const start = { connection_start_time: new Date(START) }
        expect(await rowsOf(ALL)).toEqual([
          [
            { transaction_id: 't1', tenantId: 'x', ...start, is_reconnect: true, e2e_rtt: 7 },
            { transaction_id: 't2', ...start, ...unknown },
          ],
        ])
        expect(await rowsOf({ projectId: 'nobody' })).toEqual([[]])
      })

      it('writes any text into worksheet rows so that a strict parser reads it back', async () => {
        const controls = [...Array(32).keys()].map((code) => `c${String.fromCharCode(code)}d`)
        const awkward = [
          '<a href="x">&amp;</a>',
          ']]>',
          '_x0041_',
          '_x0041_x0042_',
          '_x',
          ' lead and trail ',
          '\u{1f600}',
          '\u202eright',
          '\ufffe\uffff',
          '=1+1',
          'a\r\nb\tc',
          "it's",
          ...controls,
        ]
        const reason = '\u{1f600}'.repeat(20_000)
        await take(
          awkward.map((text, place) =>
            line(`t${String(place).padStart(2, '0')}`, {
              user_name: text,
              connection_failure_reason: reason,
              e2e_rtt: place,
              is_reconnect: true,
            }),
          ),
        )
        const layout: PeopleLayout = {
          ...CSV,
          syntax: 'sheet-xml',
          columns: ['userName', 'startedAt', 'e2eRttMs', 'isReconnect', 'sid', 'failureReason'],
        }
        const rows = await sheetRows(store.render(ALL, await store.hold(), layout))
        const serial = (Date.parse(START) - Date.UTC(1899, 11, 30)) / 86_400_000
        expect(rows.map((cells) => cells.slice(0, 4))).toEqual(
          awkward.map((text, place) => [
            { r: `A${place + 2}`, t: 'inlineStr', text },
            { r: `B${place + 2}`, s: '1', text: String(serial) },
            { r: `C${place + 2}`, text: String(place) },
            { r: `D${place + 2}`, t: 'str', text: 'Yes' },
          ]),
        )
        for (const [, , , , cell] of rows) {
          expect(cell?.text.length).toBeLessThanOrEqual(32_767)
          expect(cell?.text.endsWith(CUT_MARK)).toBe(true)
          expect(reason.startsWith(cell?.text.slice(0, -CUT_MARK.length) ?? 'nothing')).toBe(true)
        }
      })
    })
  })
}

import type { RecordQuery, RecordStore } from '@deskledger/domain'
import type { GenerateOptions } from '@deskledger/sample-data'
import { DAY_MS, PROJECT_ID } from './data-set.js'

/** One request for a page. */
export interface ListCase {
  readonly query: RecordQuery
  readonly offset: number
}

const DEEP_OFFSET = 50_000
const DIFFERENT_VALUES = 10

/** What people ask, by name; where a value is asked for, several different ones. Days count back from the data's end. */
export async function listCases(
  records: Pick<RecordStore, 'list'>,
  { endAt, records: recordCount }: GenerateOptions,
): Promise<ReadonlyMap<string, readonly ListCase[]>> {
  const all = { projectId: PROJECT_ID }
  const last = (days: number): RecordQuery => ({
    ...all,
    startedFrom: new Date(endAt.getTime() - days * DAY_MS),
    startedUntil: endAt,
  })
  const { items } = await records.list(last(1), { offset: 0, limit: 500 })
  const some = (values: readonly (string | undefined)[]): string[] =>
    [...new Set(values)].filter((value) => value !== undefined).slice(0, DIFFERENT_VALUES)
  const users = some(items.map((item) => item.userName))
  const addresses = some(items.map((item) => item.publicIp))
  // A small data set has no such deep page; then half way through the 7 days or so.
  const offset = Math.min(DEEP_OFFSET, Math.floor(recordCount / 10))
  const page1 = (query: RecordQuery): ListCase => ({ query, offset: 0 })
  return new Map([
    ['last 24 hours', [page1(last(1))]],
    ['7 days, terminal type', [page1({ ...last(7), terminalType: 'windows' })]],
    ['30 days, one user', users.map((userName) => page1({ ...last(30), userName }))],
    ['30 days, one address', addresses.map((publicIp) => page1({ ...last(30), publicIp }))],
    ['30 days, latency from 100 ms', [page1({ ...last(30), e2eRttMs: { min: 100 } })]],
    ['no filter', [page1(all)]],
    [`7 days, offset ${offset.toLocaleString('en')}`, [{ query: last(7), offset }]],
  ])
}

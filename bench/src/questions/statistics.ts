import type { RankingOrder, RecordQuery, RecordStore } from '@deskledger/domain'
import { defaultGrain, localBuckets } from '@deskledger/domain'
import type { GenerateOptions } from '@deskledger/sample-data'
import { DAY_MS, dataSetOf, PROJECT_ID } from '../data-set.js'
import { filledLedger } from '../filled-ledger.js'
import { openLedger } from '../ledger.js'
import { type Contender, compare, type Measures, quantile, type Row } from '../measure.js'
import type { Answer, Bench, Question } from '../question.js'

/** Requests of one case in one round. */
const REQUESTS = 3

/** How long the overview waits. */
export const statistics: Question = {
  name: 'statistics',
  text:
    'How long do a series and rankings take, for one client? Days count back from the end of the data; series are told by the hour ' +
    'for 24 hours, else by the day, unless it says otherwise. The data covers 30 days, so 30 days are all records.',
  async ask(bench) {
    const answers: Answer[] = []
    for (const records of bench.scale.listRecords) {
      const dataSet = dataSetOf(records)
      const ledger = await openLedger(await filledLedger(bench.ledgers, dataSet, bench.tell))
      try {
        answers.push({ dataSet, rows: await askOf(ledger.records, dataSet, bench) })
      } finally {
        await ledger.close()
      }
    }
    return answers
  },
}

type Ask = () => Promise<unknown>
type Store = Pick<RecordStore, 'connectionSeries' | 'connectionRanking'>

async function askOf(records: Store, dataSet: GenerateOptions, { scale, tell }: Bench): Promise<Row[]> {
  const contender: Contender = {
    name: 'deskledger',
    async run() {
      const told: Record<string, Measures> = {}
      for (const [name, ask] of casesOf(records, dataSet)) {
        tell(`statistics: ${name}, ${dataSet.records.toLocaleString('en')} records`)
        told[name] = await latencies(ask)
      }
      return told
    },
  }
  const { name: yardstick } = contender
  return compare({ rounds: scale.rounds, contenders: [contender], yardstick, lead: 'median ms' })
}

function casesOf(records: Store, { endAt }: GenerateOptions): ReadonlyMap<string, Ask> {
  const last = (days: number): RecordQuery & { readonly startedFrom: Date; readonly startedUntil: Date } => ({
    projectId: PROJECT_ID,
    startedFrom: new Date(endAt.getTime() - days * DAY_MS),
    startedUntil: endAt,
  })
  const series = (days: number, asked?: 'HOUR'): Ask => {
    const query = last(days)
    const [from, until] = [query.startedFrom, query.startedUntil]
    const grain = asked ?? defaultGrain(from, until)
    const bounds = localBuckets({ from, until, grain, timeZone: 'Asia/Shanghai' })
    return () => records.connectionSeries({ query, bounds, now: endAt })
  }
  const ranking = (days: number, by: 'userName' | 'network' | 'clientVersion', order: RankingOrder): Ask => {
    const question = { query: last(days), by, order, minConnections: 10, limit: 10, now: endAt }
    return () => records.connectionRanking(question)
  }
  const ranges: readonly [string, number][] = [
    ['24 hours', 1],
    ['7 days', 7],
    ['30 days', 30],
  ]
  return new Map([
    ...ranges.map(([name, days]): [string, Ask] => [`series, ${name}`, series(days)]),
    ['series, 30 days by the hour', series(30, 'HOUR')],
    ...ranges.map(([name, days]): [string, Ask] => [
      `users by median latency, ${name}`,
      ranking(days, 'userName', 'medianE2eRtt'),
    ]),
    ...ranges.map(([name, days]): [string, Ask] => [
      `networks by failures, ${name}`,
      ranking(days, 'network', 'failures'),
    ]),
    ...ranges.map(([name, days]): [string, Ask] => [
      `client versions, ${name}`,
      ranking(days, 'clientVersion', 'connections'),
    ]),
  ])
}

async function latencies(ask: Ask): Promise<Measures> {
  const times: number[] = []
  for (let request = 0; request < REQUESTS; request += 1) {
    const startedMs = performance.now()
    await ask()
    times.push(performance.now() - startedMs)
  }
  return { 'median ms': quantile(times, 0.5), 'max ms': Math.max(...times) }
}

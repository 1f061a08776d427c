import { isDeepStrictEqual } from 'node:util'
import type { GenerateOptions } from '@deskledger/sample-data'
import { dataSetOf } from '../data-set.js'
import { filledLedger } from '../filled-ledger.js'
import { type Ledger, openLedger } from '../ledger.js'
import { type ListCase, listCases } from '../list-cases.js'
import { byPlainSql, byStore, type List } from '../lists.js'
import { type Contender, compare, quantile, type Row } from '../measure.js'
import type { Answer, Bench, Question } from '../question.js'

/** Latency of the list that people look at. */
export const list: Question = {
  name: 'list',
  text:
    'How long does a page of 20 records with its total count take, for one client, against the plain SQL a person would ' +
    'write on the same table: `SELECT * … ORDER BY … LIMIT` and `SELECT count(*)`?',
  async ask(bench) {
    const answers: Answer[] = []
    for (const records of bench.scale.listRecords) {
      const dataSet = dataSetOf(records)
      const directory = await filledLedger(bench.ledgers, dataSet, bench.tell)
      const ledger = await openLedger(directory)
      try {
        answers.push({ dataSet, rows: await askOf(ledger, dataSet, bench) })
      } finally {
        await ledger.close()
      }
    }
    return answers
  },
}

async function askOf(ledger: Ledger, dataSet: GenerateOptions, { scale, tell }: Bench): Promise<Row[]> {
  const [store, plainSql] = [byStore(ledger), byPlainSql(ledger)]
  const rows: Row[] = []
  for (const [name, variants] of await listCases(ledger.records, dataSet)) {
    tell(`list: ${name}, ${dataSet.records.toLocaleString('en')} records`)
    for (const asked of variants) await assertSame(store, plainSql, asked)
    const contenderOf = (title: string, one: List): Contender => ({
      name: title,
      run: async () => ({ [name]: await latencies(one, variants, scale.listRequests) }),
    })
    const [contender, yardstick] = [contenderOf('deskledger', store), contenderOf('raw', plainSql)]
    rows.push(...(await compare({ rounds: scale.rounds, contender, yardstick, lead: 'median ms' })))
  }
  return rows
}

/** Speed counts only for the same answer; it also warms both up. */
async function assertSame(store: List, plainSql: List, asked: ListCase): Promise<void> {
  const [ours, plain] = [await store(asked), await plainSql(asked)]
  if (isDeepStrictEqual(ours, plain)) return
  throw new Error(`The store and plain SQL differ: ${ours.totalCount} and ${plain.totalCount} records`)
}

async function latencies(
  one: List,
  variants: readonly ListCase[],
  requests: number,
): Promise<{ 'median ms': number; 'p95 ms': number; matches: number }> {
  const times: number[] = []
  let matches = 0
  for (let request = 0; request < requests; request += 1) {
    const asked = variants[request % variants.length]
    if (asked === undefined) break
    const startedMs = performance.now()
    const { totalCount } = await one(asked)
    times.push(performance.now() - startedMs)
    matches += totalCount / requests
  }
  return { matches, 'median ms': quantile(times, 0.5), 'p95 ms': quantile(times, 0.95) }
}

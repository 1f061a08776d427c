import type { GenerateOptions } from '@deskledger/sample-data'
import { dataSetOf } from '../data-set.js'
import { filledLedger } from '../filled-ledger.js'
import { type Ledger, openLedger } from '../ledger.js'
import { type ListCase, listCases } from '../list-cases.js'
import { byPlainSql, byStore, type List } from '../lists.js'
import { type Contender, compare, type Measures, quantile, type Row } from '../measure.js'
import type { Answer, Bench, Question } from '../question.js'

const CLIENTS = 16

/** Latency of lists when many people look at once. */
export const mixed: Question = {
  name: 'mixed',
  text:
    `How long does each list take while ${CLIENTS} clients ask all kinds in turn, each waiting for its answer, against plain SQL asked ` +
    'by as many? `times alone` is the 95th percentile over the median of the same list with one client.',
  async ask(bench) {
    const answers: Answer[] = []
    for (const records of bench.scale.listRecords) {
      const dataSet = dataSetOf(records)
      const ledger = await openLedger(await filledLedger(bench.ledgers, dataSet, bench.tell))
      try {
        answers.push({ dataSet, rows: await askOf(ledger, dataSet, bench) })
      } finally {
        await ledger.close()
      }
    }
    return answers
  },
}

type Cases = ReadonlyMap<string, readonly ListCase[]>

async function askOf(ledger: Ledger, dataSet: GenerateOptions, { scale, tell }: Bench): Promise<Row[]> {
  const cases = await listCases(ledger.records, dataSet)
  const contenderOf = (name: string, list: List): Contender => ({
    name,
    async run() {
      tell(`mixed: ${name}, ${dataSet.records.toLocaleString('en')} records`)
      const alone = await ask(list, cases, 1, scale.listRequests)
      return measuresOf(alone, await ask(list, cases, CLIENTS, scale.clientRequests))
    },
  })
  const contenders = [contenderOf('deskledger', byStore(ledger)), contenderOf('raw', byPlainSql(ledger))]
  return compare({ rounds: scale.rounds, contenders, yardstick: 'raw', lead: 'p95 ms' })
}

/** Each client goes round all cases, beginning at another one. @returns times in milliseconds, by case */
async function ask(list: List, cases: Cases, clients: number, rounds: number): Promise<Map<string, number[]>> {
  const times = new Map([...cases.keys()].map((name): [string, number[]] => [name, []]))
  const client = async (first: number): Promise<void> => {
    for (let turn = 0; turn < rounds * cases.size; turn += 1) {
      const [name, variants] = [...cases][(first + turn) % cases.size] ?? ['', []]
      const asked = variants[(first + Math.floor(turn / cases.size)) % variants.length]
      if (asked === undefined) throw new RangeError('a case without a request')
      const startedMs = performance.now()
      await list(asked)
      times.get(name)?.push(performance.now() - startedMs)
    }
  }
  await Promise.all(Array.from({ length: clients }, (_, number) => client(number)))
  return times
}

function measuresOf(
  alone: ReadonlyMap<string, readonly number[]>,
  together: ReadonlyMap<string, readonly number[]>,
): Record<string, Measures> {
  const measures = [...together].map(([name, times]): [string, Measures] => {
    const aloneMs = quantile(alone.get(name) ?? [], 0.5)
    const p95Ms = quantile(times, 0.95)
    return [
      name,
      { 'alone ms': aloneMs, 'median ms': quantile(times, 0.5), 'p95 ms': p95Ms, 'times alone': p95Ms / aloneMs },
    ]
  })
  return Object.fromEntries(measures)
}

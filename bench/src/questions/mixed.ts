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
    'by as many? `times alone` is the 95th percentile over the median of the same list with one client. deskledger answers equal ' +
    'lists that wait together; `all different` is deskledger, too, with times of which no two clients ask for the same.',
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
  const contenderOf = (name: string, list: List, asked: AskedBy = same): Contender => ({
    name,
    async run() {
      tell(`mixed: ${name}, ${dataSet.records.toLocaleString('en')} records`)
      const alone = await ask(list, cases, { clients: 1, rounds: scale.listRequests, asked })
      return measuresOf(alone, await ask(list, cases, { clients: CLIENTS, rounds: scale.clientRequests, asked }))
    },
  })
  const contenders = [
    contenderOf('deskledger', byStore(ledger)),
    contenderOf('all different', byStore(ledger), different),
    contenderOf('raw', byPlainSql(ledger)),
  ]
  return compare({ rounds: scale.rounds, contenders, yardstick: 'raw', lead: 'p95 ms' })
}

/** What a client asks for, of a case. */
type AskedBy = (asked: ListCase, client: number) => ListCase

const same: AskedBy = (asked) => asked

/** A range that begins some seconds later for each client. */
const different: AskedBy = ({ query, offset }, client) => {
  const startedFrom = new Date((query.startedFrom?.getTime() ?? 0) + client * 1000)
  return { query: { ...query, startedFrom }, offset }
}

interface Asking {
  readonly clients: number
  readonly rounds: number
  readonly asked: AskedBy
}

/** Each client goes round all cases, beginning at another one. @returns times in milliseconds, by case */
async function ask(list: List, cases: Cases, { clients, rounds, asked }: Asking): Promise<Map<string, number[]>> {
  const times = new Map([...cases.keys()].map((name): [string, number[]] => [name, []]))
  const client = async (first: number): Promise<void> => {
    for (let turn = 0; turn < rounds * cases.size; turn += 1) {
      const [name, variants] = [...cases][(first + turn) % cases.size] ?? ['', []]
      const variant = variants[(first + Math.floor(turn / cases.size)) % variants.length]
      if (variant === undefined) throw new RangeError('a case without a request')
      const request = asked(variant, first)
      const startedMs = performance.now()
      await list(request)
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

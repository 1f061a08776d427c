import { cp, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { copiesBeside, exportsBeside, ingestBeside } from '../besides.js'
import { askTogether, type Clients } from '../clients.js'
import { dataSetOf } from '../data-set.js'
import { filledLedger } from '../filled-ledger.js'
import { openLedger } from '../ledger.js'
import { type ListCase, listCases } from '../list-cases.js'
import { byPlainSql, byStore, type List } from '../lists.js'
import { type Contender, compare, type Measures, quantile } from '../measure.js'
import { type Beside, measureBeside } from '../measure-beside.js'
import type { Question } from '../question.js'

/** What people who look at lists notice of other work. */
export const fairness: Question = {
  name: 'fairness',
  text:
    'How long do lists take while one export runs after another, and while records come in (1,000 lines every 200 ms), for one ' +
    'client and for 16? Raw DuckDB lists by plain SQL beside one `COPY … ORDER BY` after another. `times quiet` is the 99th ' +
    'percentile over that of the same lists with nothing beside.',
  async ask({ scale, ledgers, scratch, tell }) {
    const dataSet = dataSetOf(scale.fairnessRecords)
    const directory = join(scratch, 'fairness')
    // What comes in stays, so the filled ledger is left alone.
    await cp(await filledLedger(ledgers, dataSet, tell), directory, { recursive: true })
    const ledger = await openLedger(directory)
    try {
      const files = join(scratch, 'beside')
      await mkdir(files)
      const cases = [...(await listCases(ledger.records, dataSet)).values()]
      let ingests = 0
      const deskledger = contenderOf('deskledger', cases, scale.fairnessRequests, tell, byStore(ledger), {
        'CSV exports': () => exportsBeside(ledger, join(files, 'csv'), 'csv'),
        'XLSX exports': () => exportsBeside(ledger, join(files, 'xlsx'), 'xlsx'),
        'Parquet exports': () => exportsBeside(ledger, join(files, 'parquet'), 'parquet'),
        ingest: () => ingestBeside(ledger, join(files, 'ingest'), ++ingests),
      })
      const raw = contenderOf('raw', cases, scale.fairnessRequests, tell, byPlainSql(ledger), {
        'CSV exports': async () => copiesBeside(ledger, files, dataSet.records),
      })
      const rows = await compare({
        rounds: scale.rounds,
        contenders: [deskledger, raw],
        yardstick: 'raw',
        lead: 'p99 ms',
      })
      return [{ dataSet, rows }]
    } finally {
      await ledger.close()
      await rm(directory, { recursive: true })
    }
  },
}

/** @param besides what opens the other work, by its name */
function contenderOf(
  name: string,
  cases: readonly (readonly ListCase[])[],
  requests: number,
  tell: (progress: string) => void,
  list: List,
  besides: Readonly<Record<string, () => Promise<Beside>>>,
): Contender {
  const measured = async (clients: Clients, open?: () => Promise<Beside>): Promise<Measures> => {
    const work = (): Promise<number[]> => askTogether(list, cases, clients)
    if (open === undefined) return latencies(await work())
    const { result, besidePerSecond } = await measureBeside(await open(), work)
    return { ...latencies(result), 'beside rows/s': besidePerSecond }
  }
  return {
    name,
    async run() {
      const told: Record<string, Measures> = {}
      for (const clients of [1, 16]) {
        const who = clients === 1 ? '1 client' : `${clients} clients`
        tell(`fairness: ${name}, ${who}`)
        const quiet = await measured({ clients, requests })
        told[`${who}, nothing beside`] = quiet
        for (const [beside, open] of Object.entries(besides)) {
          const measures = await measured({ clients, requests }, open)
          told[`${who}, ${beside}`] = {
            ...measures,
            'times quiet': (measures['p99 ms'] ?? Number.NaN) / (quiet['p99 ms'] ?? Number.NaN),
          }
        }
      }
      return told
    },
  }
}

function latencies(times: readonly number[]): Measures {
  return { 'p50 ms': quantile(times, 0.5), 'p99 ms': quantile(times, 0.99) }
}

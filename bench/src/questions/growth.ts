import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { askTogether } from '../clients.js'
import { dataSetOf } from '../data-set.js'
import { openExports } from '../exports.js'
import { filledLedger } from '../filled-ledger.js'
import { DATABASE_FILE, type Ledger, openBusyLedger, openLedger } from '../ledger.js'
import { type ListCase, listCases } from '../list-cases.js'
import { byStore } from '../lists.js'
import { type Contender, compare, type Measures, quantile, type Row } from '../measure.js'
import { multipliedLedger } from '../multiplied-ledger.js'
import type { Bench, Question } from '../question.js'
import { watch } from '../watch.js'

/** More records than this are copies, and one round has to do. */
const MOST_RECORDS_DELIVERED = 10_000_000

/** What ten times as many records cost. */
export const growth: Question = {
  name: 'growth',
  text:
    'How do start, lists, exports and size grow with the records of the same 30 days? `start` is opening a closed ledger up to its ' +
    'first page; `24 h` and `user` are lists of the last 24 hours and of all connections of one user, one client; the export is CSV.',
  isOnlyFull: true,
  async ask(bench) {
    const { growthRecords } = bench.scale
    const rows: Row[] = []
    for (const records of growthRecords) rows.push(...(await askOf(records, bench)))
    const notes = [
      'Each case is a data set of its own, alike but for the number of records; beyond ten million they are copies of those ten ' +
        'million, with transactions, users and desktops of their own.',
    ]
    return [{ dataSet: dataSetOf(Math.max(...growthRecords)), rows, notes }]
  },
}

async function askOf(records: number, { scale, ledgers, scratch, tell }: Bench): Promise<Row[]> {
  const dataSet = dataSetOf(records)
  const directory = await ledgerOf(records, { ledgers, tell })
  const name = `${records.toLocaleString('en')} records`
  const deskledger: Contender = {
    name: 'deskledger',
    async run() {
      tell(`growth: ${name}`)
      const cases = await using(openLedger(directory), (ledger) => listCases(ledger.records, dataSet))
      const lastDay = cases.get('last 24 hours') ?? []
      const user = cases.get('30 days, one user') ?? []
      return {
        [name]: {
          'start s': await startSeconds(directory, lastDay),
          ...(await using(openLedger(directory), async (ledger) => ({
            '24 h ms': await medianMs(ledger, lastDay, scale.listRequests),
            'user ms': await medianMs(ledger, user, scale.listRequests),
          }))),
          ...(await using(openLedger(directory), (ledger) => exported(ledger, join(scratch, 'exports')))),
          ...(await sizeOf(directory, records)),
        },
      }
    },
  }
  const rounds = records > MOST_RECORDS_DELIVERED ? 1 : scale.rounds
  return compare({ rounds, contenders: [deskledger], yardstick: 'deskledger', lead: 'start s' })
}

async function ledgerOf(records: number, { ledgers, tell }: Pick<Bench, 'ledgers' | 'tell'>): Promise<string> {
  if (records <= MOST_RECORDS_DELIVERED) return filledLedger(ledgers, dataSetOf(records), tell)
  const source = await filledLedger(ledgers, dataSetOf(MOST_RECORDS_DELIVERED), tell)
  return multipliedLedger(
    ledgers,
    source,
    { dataSet: dataSetOf(records), times: records / MOST_RECORDS_DELIVERED },
    tell,
  )
}

async function startSeconds(directory: string, lists: readonly ListCase[]): Promise<number> {
  const startedMs = performance.now()
  return using(openBusyLedger(directory), async (ledger) => {
    await medianMs(ledger, lists, 1)
    return (performance.now() - startedMs) / 1000
  })
}

async function medianMs(ledger: Ledger, lists: readonly ListCase[], requests: number): Promise<number> {
  return quantile(await askTogether(byStore(ledger), [lists], { clients: 1, requests }), 0.5)
}

async function exported(ledger: Ledger, directory: string): Promise<Measures> {
  const exports = await openExports(ledger, directory)
  try {
    const { seconds, result } = await watch(() => exports.make({ format: 'csv' }))
    return { 'export s': seconds, 'export µs/row': (seconds / result.rowCount) * 1e6 }
  } finally {
    await exports.close()
  }
}

async function sizeOf(directory: string, records: number): Promise<Measures> {
  const { size } = await stat(join(directory, DATABASE_FILE))
  return { 'size MB': size / 1e6, 'bytes/record': size / records }
}

async function using<T>(opening: Promise<Ledger>, work: (ledger: Ledger) => Promise<T>): Promise<T> {
  const ledger = await opening
  try {
    return await work(ledger)
  } finally {
    await ledger.close()
  }
}

import { join } from 'node:path'
import type { RecordQuery } from '@deskledger/domain'
import { DAY_MS, dataSetOf, PROJECT_ID } from '../data-set.js'
import { filledLedger } from '../filled-ledger.js'
import { DATABASE_FILE, openBusyLedger } from '../ledger.js'
import { byStore } from '../lists.js'
import { type Contender, compare, type Measures, type Row } from '../measure.js'
import { plainList } from '../plain-list.js'
import type { Answer, Question } from '../question.js'
import { openInstance } from '../raw-database.js'
import { watch } from '../watch.js'

/** How long a restart is felt. */
export const start: Question = {
  name: 'start',
  text:
    'How long does it take from opening a closed ledger to a first page with its total count, against raw DuckDB that opens the same ' +
    'file and is asked by plain SQL? The operating system still has the file in memory.',
  async ask({ scale, ledgers, tell }) {
    const answers: Answer[] = []
    for (const records of scale.listRecords) {
      const dataSet = dataSetOf(records)
      const directory = await filledLedger(ledgers, dataSet, tell)
      tell(`start: ${records.toLocaleString('en')} records`)
      const lastDay = {
        projectId: PROJECT_ID,
        startedFrom: new Date(dataSet.endAt.getTime() - DAY_MS),
        startedUntil: dataSet.endAt,
      }
      answers.push({ dataSet, rows: await askOf(directory, lastDay, scale.rounds) })
    }
    return answers
  },
}

function askOf(directory: string, query: RecordQuery, rounds: number): Promise<Row[]> {
  const deskledger: Contender = {
    name: 'deskledger',
    run: () =>
      measured(async () => {
        const ledger = await openBusyLedger(directory)
        await byStore(ledger)({ query, offset: 0 })
        return () => ledger.close()
      }),
  }
  const raw: Contender = {
    name: 'raw',
    run: () =>
      measured(async () => {
        const instance = await openInstance(join(directory, DATABASE_FILE))
        const connection = await instance.connect()
        await plainList(connection, query, { offset: 0, limit: 20 })
        return async () => {
          connection.closeSync()
          instance.closeSync()
        }
      }),
  }
  return compare({ rounds, contenders: [deskledger, raw], yardstick: 'raw', lead: 'seconds' })
}

/** @param answer opens, asks, and answers how to close */
async function measured(answer: () => Promise<() => Promise<void>>): Promise<Record<string, Measures>> {
  const { seconds, rssGrowthMib, result: close } = await watch(answer)
  await close()
  return { 'first answer': { seconds, 'RSS growth MiB': rssGrowthMib } }
}

import { mkdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { dataSetOf } from '../data-set.js'
import { filledLedger } from '../filled-ledger.js'
import { DATABASE_FILE } from '../ledger.js'
import { compare, type Measures } from '../measure.js'
import type { Answer, Question } from '../question.js'
import { RawDatabase } from '../raw-database.js'

const BYTES_PER_MB = 1e6

/** How much disk a ledger takes. */
export const size: Question = {
  name: 'size',
  text:
    'How large is the file of a closed ledger that took its records in batch by batch, against raw DuckDB with the same facts copied ' +
    'into a table of its own?',
  async ask({ scale, ledgers, scratch, tell }) {
    const answers: Answer[] = []
    for (const records of scale.listRecords) {
      const dataSet = dataSetOf(records)
      const ledger = join(await filledLedger(ledgers, dataSet, tell), DATABASE_FILE)
      tell(`size: ${records.toLocaleString('en')} records`)
      const sized = async (path: string): Promise<Record<string, Measures>> => {
        const { size: bytes } = await stat(path)
        return { [DATABASE_FILE]: { MB: bytes / BYTES_PER_MB, 'bytes/record': bytes / records } }
      }
      const rows = await compare({
        // A size does not differ from one look to the next.
        rounds: 1,
        contender: { name: 'deskledger', run: () => sized(ledger) },
        yardstick: { name: 'raw', run: async () => sized(await copied(ledger, join(scratch, 'size'))) },
        lead: 'MB',
      })
      await rm(join(scratch, 'size'), { recursive: true })
      answers.push({ dataSet, rows })
    }
    return answers
  },
}

async function copied(ledger: string, directory: string): Promise<string> {
  await mkdir(directory)
  const path = join(directory, 'raw.duckdb')
  const raw = await RawDatabase.create(path)
  await raw.copyFrom(ledger)
  raw.close()
  return path
}

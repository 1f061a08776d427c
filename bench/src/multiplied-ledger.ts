import { join } from 'node:path'
import { KEY_VALUES } from '@deskledger/engine-duckdb'
import type { GenerateOptions } from '@deskledger/sample-data'
import { DAY_MS } from './data-set.js'
import { filledDirectory } from './filled-directory.js'
import { DATABASE_FILE, openLedger } from './ledger.js'

/**
 * The directory of a ledger that holds what a filled one holds several times over, within `parent`: as many times the
 * transactions, users and desktops in the same days, in order of time. The engine makes the copies itself, in minutes where
 * delivering such records takes hours.
 * @param source the directory of the filled ledger
 */
export function multipliedLedger(
  parent: string,
  source: string,
  { dataSet, times }: { readonly dataSet: GenerateOptions; readonly times: number },
  tell: (progress: string) => void,
): Promise<string> {
  return filledDirectory(parent, 'multiplied', dataSet, async (directory) => {
    const ledger = await openLedger(directory)
    try {
      const session = await ledger.database.connect()
      await session.run(`ATTACH '${join(source, DATABASE_FILE)}' AS source (READ_ONLY)`)
      for (let day = dataSet.days; day > 0; day -= 1) {
        const fromMs = dataSet.endAt.getTime() - day * DAY_MS
        await session.run(copiesOf(times, fromMs, fromMs + DAY_MS))
        tell(`${day - 1} days left to be copied ${times} times`)
      }
      await session.run(`INSERT INTO record_hour
        SELECT project_id, starts_at, record_count * ${times} FROM source.record_hour`)
      await session.run('INSERT INTO ingest_batch SELECT * FROM source.ingest_batch')
      await session.run('DETACH source')
      const { copied } = await session.one('SELECT count(*)::INTEGER AS copied FROM connection_record')
      session.close()
      if (copied !== dataSet.records) throw new Error(`${copied} of ${dataSet.records} records were copied`)
    } finally {
      await ledger.close()
    }
  })
}

/** Names that each copy has of its own. */
const OWN_NAMES = ['transaction_id', 'user_name', 'computer_name']

function copiesOf(times: number, fromMs: number, untilMs: number): string {
  const names = OWN_NAMES.map((column) => `${column} || '.' || copy AS ${column}`).join(', ')
  return `INSERT INTO connection_record BY NAME
    SELECT *, ${KEY_VALUES} FROM (
      SELECT * EXCLUDE (copy, user_key, computer_key, address_key) REPLACE (${names})
      FROM source.connection_record, range(${times}) copies(copy)
      WHERE connection_start_time >= make_timestamp_ms(${fromMs}) AND connection_start_time < make_timestamp_ms(${untilMs}))
    ORDER BY connection_start_time`
}

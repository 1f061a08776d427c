import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { systemClock } from '@deskledger/domain'
import { Database, type DatabaseOptions, DuckDbRecordStore, MACHINE_SHARE } from '@deskledger/engine-duckdb'
import { settle } from './watch.js'

/** The database within the directory of a ledger. */
export const DATABASE_FILE = 'ledger.duckdb'

/** An open ledger; `database` also takes raw statements, since nothing else may open the file meanwhile. */
export interface Ledger {
  readonly database: Database
  readonly records: DuckDbRecordStore
  close(): Promise<void>
}

/** What the engine may use. */
export type EngineSetting = Pick<DatabaseOptions, 'threads' | 'memoryLimitBytes'>

/** Opens the ledger of a directory, or makes it, and waits until it has nothing to do. */
export async function openLedger(directory: string, engine: EngineSetting = MACHINE_SHARE): Promise<Ledger> {
  const ledger = await openBusyLedger(directory, engine)
  await settle()
  return ledger
}

/** The same without waiting: the store still reads all transactions into its filter. */
export async function openBusyLedger(directory: string, engine: EngineSetting = MACHINE_SHARE): Promise<Ledger> {
  const temporaryDirectory = join(directory, 'rendering')
  await mkdir(temporaryDirectory, { recursive: true })
  const database = await Database.open({ path: join(directory, DATABASE_FILE), ...engine })
  const records = await DuckDbRecordStore.open({ database, clock: systemClock, temporaryDirectory })
  return {
    database,
    records,
    async close() {
      await records.close()
      database.close()
    },
  }
}

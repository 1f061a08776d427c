import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ExportFormatName } from '@deskledger/domain'
import { generateLines } from '@deskledger/sample-data'
import { connectionEvents } from './connection-events.js'
import { DAY_MS, dataSetOf, PROJECT_ID, spool } from './data-set.js'
import { openExports } from './exports.js'
import type { Ledger } from './ledger.js'
import type { Beside } from './measure-beside.js'
import { rawCopy } from './raw-copy.js'

/** One export after another, as the worker makes them; counted in rows. */
export async function exportsBeside(ledger: Ledger, directory: string, format: ExportFormatName): Promise<Beside> {
  const exports = await openExports(ledger, directory)
  return {
    next: async () => (await exports.make({ format })).rowCount,
    close: () => exports.close(),
  }
}

/** One raw copy of all records after another; counted in rows. */
export function copiesBeside({ database }: Ledger, directory: string, rowCount: number): Beside {
  const path = join(directory, 'beside.csv')
  return {
    async next() {
      await database.use((session) => session.run(rawCopy(path)))
      return rowCount
    },
    close: () => rm(path),
  }
}

/** A busy fleet: five thousand starts and ends of connections each second. */
const BATCH_LINES = 1_000
const BATCH_EVERY_MS = 200

/** More than any measurement lasts; lines are made when they are delivered. */
const MOST_RECORDS = 10_000_000

/** Batches of connections that begin when those of the ledger have ended, delivered in a steady stream; counted in lines. */
export async function ingestBeside({ records }: Ledger, directory: string, number: number): Promise<Beside> {
  await mkdir(directory, { recursive: true })
  const { endAt, days } = dataSetOf(0)
  const dataSet = { records: MOST_RECORDS, days, seed: 1000 + number, endAt: new Date(endAt.getTime() + days * DAY_MS) }
  const batches = spool(connectionEvents(generateLines(dataSet)), directory, BATCH_LINES)
  let dueMs = performance.now()
  return {
    async next() {
      const { value: batch } = await batches.next()
      if (batch === undefined) throw new RangeError('more was measured than there is to deliver')
      await sleep(Math.max(0, dueMs - performance.now()))
      dueMs = Math.max(dueMs + BATCH_EVERY_MS, performance.now())
      await records.merge(PROJECT_ID, batch, { receivedAt: new Date() })
      await rm(batch.path)
      return batch.lineCount
    },
    async close() {
      await batches.return(undefined)
      await rm(directory, { recursive: true })
    },
  }
}

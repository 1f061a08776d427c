import { rm } from 'node:fs/promises'
import type { IngestBatch } from '@deskledger/domain'
import { type GenerateOptions, generateLines } from '@deskledger/sample-data'
import { PROJECT_ID, spool } from './data-set.js'
import { filledDirectory } from './filled-directory.js'
import { openLedger } from './ledger.js'

const BATCH_LINES = 50_000

/** The directory of a ledger that holds a data set, within `parent`, filled by the store itself. */
export function filledLedger(
  parent: string,
  dataSet: GenerateOptions,
  tell: (progress: string) => void,
): Promise<string> {
  return filledDirectory(parent, 'ledger', dataSet, (directory) => fill(directory, dataSet, tell))
}

async function fill(directory: string, dataSet: GenerateOptions, tell: (progress: string) => void): Promise<void> {
  const ledger = await openLedger(directory)
  let loaded = 0
  const take = async (batch: IngestBatch): Promise<void> => {
    const { created } = await ledger.records.merge(PROJECT_ID, batch, { receivedAt: dataSet.endAt })
    if (created !== batch.lineCount) throw new Error(`${batch.lineCount - created} sample lines were not taken in`)
    await rm(batch.path)
    loaded += created
    tell(`${loaded.toLocaleString('en')} of ${dataSet.records.toLocaleString('en')} records loaded`)
  }
  let taking = Promise.resolve()
  try {
    // The next lines are made while the last ones are taken in.
    for await (const batch of spool(generateLines(dataSet), directory, BATCH_LINES)) {
      await taking
      taking = take(batch)
      taking.catch(() => undefined)
    }
    await taking
  } finally {
    await ledger.close()
  }
}

import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type GenerateOptions, generateLines } from '@deskledger/sample-data'
import { fingerprintOf, PROJECT_ID, spool } from './data-set.js'
import { openLedger } from './ledger.js'

const BATCH_LINES = 50_000

/** Written last, so that a ledger that has it is whole. */
const MARKER = 'data-set.json'

/**
 * The directory of a ledger that holds a data set, within `parent`. One that is there and whole is used again; one that is
 * not, or that holds other data, is filled anew by the store itself.
 */
export async function filledLedger(
  parent: string,
  dataSet: GenerateOptions,
  tell: (progress: string) => void,
): Promise<string> {
  const directory = join(parent, `ledger-${dataSet.records}-records-seed-${dataSet.seed}`)
  const wanted = JSON.stringify({ ...dataSet, fingerprint: fingerprintOf(dataSet) })
  const held = await readFile(join(directory, MARKER), 'utf8').catch(() => undefined)
  if (held === wanted) return directory
  await rm(directory, { recursive: true, force: true })
  await mkdir(directory, { recursive: true })
  await fill(directory, dataSet, tell)
  await writeFile(join(directory, MARKER), wanted)
  return directory
}

async function fill(directory: string, dataSet: GenerateOptions, tell: (progress: string) => void): Promise<void> {
  const ledger = await openLedger(directory)
  try {
    let loaded = 0
    for await (const batch of spool(generateLines(dataSet), directory, BATCH_LINES)) {
      const { created } = await ledger.records.merge(PROJECT_ID, batch, { receivedAt: dataSet.endAt })
      if (created !== batch.lineCount) throw new Error(`${batch.lineCount - created} sample lines were not taken in`)
      await rm(batch.path)
      loaded += created
      tell(`${loaded.toLocaleString('en')} of ${dataSet.records.toLocaleString('en')} records loaded`)
    }
  } finally {
    await ledger.close()
  }
}

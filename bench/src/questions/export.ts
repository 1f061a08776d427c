import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { EXPORT_FORMATS, type ExportFormatName } from '@deskledger/domain'
import { copyRaw, copySameText } from '../copied-files.js'
import { dataSetOf } from '../data-set.js'
import { writeByExcelJs } from '../exceljs-file.js'
import { openExports } from '../exports.js'
import { filledLedger } from '../filled-ledger.js'
import { type Ledger, openLedger } from '../ledger.js'
import { type Contender, compare, type Measures, type Row, spreadOf } from '../measure.js'
import type { Question } from '../question.js'
import { type Watched, watch } from '../watch.js'

/** Time and memory of a whole export. */
export const exporting: Question = {
  name: 'export',
  text:
    'How long does an export take from the question to `SUCCESS`, file and task synced, and how much memory, against ' +
    'raw DuckDB that copies the same columns in the same order (to Parquet, else to CSV), against DuckDB that copies the same ' +
    'text of CSV, and against the streaming writer of exceljs on the first rows?',
  async ask({ scale, ledgers, scratch, tell }) {
    const dataSet = dataSetOf(scale.exportRecords)
    const directory = await filledLedger(ledgers, dataSet, tell)
    const rows: Row[] = []
    for (const format of EXPORT_FORMATS) {
      const contenderOf = (name: string, make: Make): Contender => ({
        name,
        async run() {
          tell(`export: ${name}, ${format}`)
          const made = await withFreshEngine(directory, (ledger) =>
            make(ledger, join(scratch, name.replace(' ', '-')), format),
          )
          return { [format]: measuresOf(made, dataSet.records) }
        },
      })
      const contender = contenderOf('deskledger', byWorker)
      const yardstick = contenderOf('raw', (ledger, path) => watch(() => copyRaw(ledger, path, format)))
      const sameText = contenderOf('same text', (ledger, path) => watch(() => copySameText(ledger, path)))
      const others = format === 'csv' ? [sameText] : []
      rows.push(...(await compare({ rounds: scale.rounds, contender, yardstick, others, lead: 'seconds' })))
    }
    rows.push(await byExcelJs(directory, scratch, tell))
    return [{ dataSet, rows }]
  },
}

/** Makes a file; the result is its size in bytes. */
type Make = (ledger: Ledger, path: string, format: ExportFormatName) => Promise<Watched<number>>

const byWorker: Make = async (ledger, path, format) => {
  const exports = await openExports(ledger, path)
  try {
    return await watch(async () => (await exports.make(format)).byteCount)
  } finally {
    await exports.close()
  }
}

/** Once, and on so many rows: it is that much slower. */
const EXCELJS_ROWS = 100_000

async function byExcelJs(directory: string, scratch: string, tell: (progress: string) => void): Promise<Row> {
  tell('export: exceljs, xlsx')
  const path = join(scratch, 'exceljs.xlsx')
  const made = await withFreshEngine(directory, (ledger) => watch(() => writeByExcelJs(ledger, path, EXCELJS_ROWS)))
  const { size } = await stat(path)
  await rm(path)
  const measures = Object.entries(measuresOf({ ...made, result: size }, made.result))
  const spreads = measures.map(([name, value]) => [name, spreadOf([value])] as const)
  return { case: 'xlsx', contender: 'exceljs', measures: Object.fromEntries(spreads) }
}

/** What one run leaves in the engine's memory is not the next one's. */
async function withFreshEngine<T>(directory: string, work: (ledger: Ledger) => Promise<T>): Promise<T> {
  const ledger = await openLedger(directory)
  try {
    return await work(ledger)
  } finally {
    await ledger.close()
  }
}

const BYTES_PER_MB = 1e6

function measuresOf(
  { seconds, cpuSeconds, rssGrowthMib, result: byteCount }: Watched<number>,
  rowCount: number,
): Measures {
  return {
    seconds,
    'CPU s': cpuSeconds,
    'rows/s': rowCount / seconds,
    'RSS growth MiB': rssGrowthMib,
    'file MB': byteCount / BYTES_PER_MB,
  }
}

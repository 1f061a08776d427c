import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { ExportFormatName } from '@deskledger/domain'
import { MACHINE_SHARE } from '@deskledger/engine-duckdb'
import { dataSetOf } from '../data-set.js'
import type { LoneExport, LoneExportTold } from '../export-alone.js'
import { filledLedger } from '../filled-ledger.js'
import { type Contender, compare } from '../measure.js'
import type { Answer, Bench, Question } from '../question.js'

const MIB = 2 ** 20

/** What `deskledger serve` gives the engine on a machine of 4 GiB: little, so that memory that grows with the rows shows. */
const ENGINE_MEMORY_BYTES = 2 ** 30

/** The memory of a process that makes one large export. */
export const memory: Question = memoryOf(inOwnProcess)

/** The question, with the way in which an export is made. */
export function memoryOf(make: (order: LoneExport) => Promise<LoneExportTold>): Question {
  return {
    name: 'memory',
    text:
      `How much resident memory does a process need at most that makes one export, with ${ENGINE_MEMORY_BYTES / MIB} MiB for the engine, against ` +
      'raw DuckDB that copies the same rows to CSV? `above engine` is what it needs beyond the setting; below 0 it did not use it up.',
    async ask(bench) {
      const answers: Answer[] = []
      for (const [format, sizes] of Object.entries(bench.scale.memoryRecords) as [ExportFormatName, number[]][]) {
        for (const records of sizes) answers.push(await askOf(format, records, make, bench))
      }
      return answers
    },
  }
}

async function askOf(
  format: ExportFormatName,
  records: number,
  make: (order: LoneExport) => Promise<LoneExportTold>,
  { scale, ledgers, scratch, tell }: Bench,
): Promise<Answer> {
  const dataSet = dataSetOf(records)
  const ledger = await filledLedger(ledgers, dataSet, tell)
  const contenderOf = (name: string, made: LoneExport['make']): Contender => ({
    name,
    async run() {
      tell(`memory: ${name}, ${format}, ${records.toLocaleString('en')} records`)
      const order = {
        ledger,
        scratch,
        make: made,
        engineMemoryBytes: ENGINE_MEMORY_BYTES,
        threads: MACHINE_SHARE.threads,
      }
      const { seconds, peakRssBytes } = await make(order)
      const aboveBytes = peakRssBytes - ENGINE_MEMORY_BYTES
      return { [format]: { 'peak RSS MiB': peakRssBytes / MIB, 'above engine MiB': aboveBytes / MIB, seconds } }
    },
  })
  const contenders = [contenderOf('deskledger', format), contenderOf('raw', 'raw copy')]
  const rows = await compare({ rounds: scale.rounds, contenders, yardstick: 'raw', lead: 'peak RSS MiB' })
  return { dataSet, rows }
}

async function inOwnProcess(order: LoneExport): Promise<LoneExportTold> {
  const program = fileURLToPath(new URL('../export-alone.js', import.meta.url))
  const { stdout } = await promisify(execFile)(process.execPath, [program, JSON.stringify(order)])
  return JSON.parse(stdout) as LoneExportTold
}

import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { canBeCompressed, EXPORT_FORMATS, fileExtension } from '@deskledger/domain'
import { filledPeers, usingPeer } from '../contenders/filled-peers.js'
import type { PeerDatabase } from '../contenders/peer.js'
import { copyRaw, copySameText } from '../copied-files.js'
import { dataSetOf } from '../data-set.js'
import { type FileKind, openExports } from '../exports.js'
import { filledLedger } from '../filled-ledger.js'
import { type Ledger, openLedger } from '../ledger.js'
import { type Contender, compare, type Measures, type Row, spreadOf } from '../measure.js'
import type { Question } from '../question.js'
import { type Watched, watch } from '../watch.js'
import { writeByExcelJs } from '../workbooks/exceljs-workbook.js'
import { writeBySheetJs } from '../workbooks/sheetjs-workbook.js'

const KINDS: readonly FileKind[] = [
  ...EXPORT_FORMATS.map((format) => ({ format })),
  ...EXPORT_FORMATS.filter(canBeCompressed).map((format) => ({ format, compression: 'gzip' as const })),
]

/** Time and memory of a whole export. */
export const exporting: Question = {
  name: 'export',
  text:
    'How long does an export take from the question to `SUCCESS`, file and task synced, and how much memory, against raw ' +
    'DuckDB that copies the same columns in the same order (to Parquet, else to CSV), DuckDB that copies the same text of ' +
    'CSV, other databases that copy to CSV, and the writers of exceljs (streaming) and SheetJS on the first rows?',
  async ask(bench) {
    const { scale, ledgers, scratch, tell } = bench
    const dataSet = dataSetOf(scale.exportRecords)
    const directory = await filledLedger(ledgers, dataSet, tell)
    const filled = await filledPeers(bench, dataSet)
    const rows: Row[] = []
    for (const kind of KINDS) {
      const extension = fileExtension(kind)
      const contenderOf = (name: string, make: Make): Contender => ({
        name,
        async run() {
          tell(`export: ${name}, ${extension}`)
          const path = join(scratch, name.replace(' ', '-'))
          const made = await withFreshEngine(directory, (ledger) => make(ledger, path, kind))
          return { [extension]: measuresOf(made, dataSet.records) }
        },
      })
      const peers = filled.map(
        ({ name, open }): Contender => ({
          name,
          async run() {
            tell(`export: ${name}, ${extension}`)
            const made = await usingPeer(open(), (peer) => byPeer(peer, scratch, dataSet.records))
            return { [extension]: speedOf(made, dataSet.records) }
          },
        }),
      )
      // They copy to CSV only, and do not compress it.
      const contenders = [
        contenderOf('deskledger', byWorker),
        contenderOf('raw', (ledger, path) => watch(() => copyRaw(ledger, path, kind))),
        ...(extension === 'csv'
          ? [contenderOf('same text', (ledger, path) => watch(() => copySameText(ledger, path))), ...peers]
          : []),
      ]
      rows.push(...(await compare({ rounds: scale.rounds, contenders, yardstick: 'raw', lead: 'seconds' })))
    }
    const byLibrary = (name: string, write: WriteWorkbook) => {
      tell(`export: ${name}, xlsx`)
      return byWriter(name, write, directory, scratch)
    }
    rows.push(await byLibrary('exceljs', writeByExcelJs))
    if (bench.peers.length > 0) rows.push(await byLibrary('SheetJS', writeBySheetJs))
    return [{ dataSet, rows }]
  },
}

/** Makes a file; the result is its size in bytes. */
type Make = (ledger: Ledger, path: string, kind: FileKind) => Promise<Watched<number>>

const byWorker: Make = async (ledger, path, kind) => {
  const exports = await openExports(ledger, path)
  try {
    return await watch(async () => (await exports.make(kind)).byteCount)
  } finally {
    await exports.close()
  }
}

/** Once, and on so many rows: they are that much slower. */
const LIBRARY_ROWS = 100_000

type WriteWorkbook = (ledger: Ledger, path: string, maxRows: number) => Promise<number>

async function byWriter(contender: string, write: WriteWorkbook, directory: string, scratch: string): Promise<Row> {
  const path = join(scratch, `${contender}.xlsx`)
  const made = await withFreshEngine(directory, (ledger) => watch(() => write(ledger, path, LIBRARY_ROWS)))
  const { size } = await stat(path)
  await rm(path)
  const measures = Object.entries(measuresOf({ ...made, result: size }, made.result))
  const spreads = measures.map(([name, value]) => [name, spreadOf([value])] as const)
  return { case: 'xlsx', contender, measures: Object.fromEntries(spreads) }
}

async function byPeer(peer: PeerDatabase, scratch: string, records: number): Promise<Watched<number>> {
  const path = join(scratch, 'peer.csv')
  const watched = await watch(() => peer.exportCsv(path))
  const { size } = await stat(path)
  await rm(path)
  if (watched.result !== records) throw new Error(`${watched.result} of ${records} records were exported`)
  return { ...watched, result: size }
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

function measuresOf(watched: Watched<number>, rowCount: number): Measures {
  const { cpuSeconds, rssGrowthMib } = watched
  return { ...speedOf(watched, rowCount), 'CPU s': cpuSeconds, 'RSS growth MiB': rssGrowthMib }
}

/** Without memory: a server's is not this process's. */
function speedOf({ seconds, result: byteCount }: Watched<number>, rowCount: number): Measures {
  return { seconds, 'rows/s': rowCount / seconds, 'file MB': byteCount / BYTES_PER_MB }
}

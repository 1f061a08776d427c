import { type IngestResult, LIMITS } from '@deskledger/client'
import { Command, Option } from 'commander'
import { type ConnectionFlags, connect, withConnection } from '../connection-settings.js'
import { CommandError } from '../failures.js'
import { count, size } from '../figures.js'
import { addCounts, type ImportCounts, importFile, noCounts } from '../import-file.js'
import { importSource } from '../import-source.js'
import { type Io, write, writeJson } from '../io.js'
import { wholeNumber } from '../number-options.js'
import { ProgressBar } from '../progress-bar.js'

interface ImportFlags extends ConnectionFlags {
  readonly batch: number
  readonly atomic?: boolean
  readonly gzip?: boolean
  readonly json?: boolean
}

/** `deskledger import`: delivers connection records. */
export function importCommand(io: Io): Command {
  const command = new Command('import')
    .summary('deliver connection records from NDJSON files')
    .description(
      'Delivers connection records: NDJSON, one JSON object per line, with the field names of the API. Delivering again ' +
        'changes nothing, so an import that broke off is simply repeated. Needs deskledger at the other end.',
    )
    .argument('<file...>', 'NDJSON files; .gz files are unpacked, - is standard input')
    .addOption(
      new Option('--batch <lines>', 'lines of one request')
        .argParser(wholeNumber(1, LIMITS.ingestLineCount))
        .default(10_000),
    )
    .option('--atomic', 'send each file as one request that is taken whole or not at all')
    .option('--gzip', 'compress requests: worth it over a slow network')
    .option('--json', 'print the counts as JSON')
    .addHelpText(
      'after',
      `
Rejected lines are told on stderr as FILE:LINE and harm no others; then the exit code is 1.

Examples:
  $ deskledger import records.ndjson older-records.ndjson.gz
  $ deskledger generate --records 5000 --end-at now | deskledger import -`,
    )
    .action(async (paths: string[], flags: ImportFlags) => {
      const client = connect(flags, io.environment)
      const sources = await Promise.all(paths.map((path) => importSource(path, io.stdin)))
      const bar = new ProgressBar(io.stderr)
      const sum = noCounts()
      try {
        for (const source of sources) {
          const { atomic = false, gzip = false, batch } = flags
          const onRead = (done: number): void =>
            bar.show({
              done,
              total: source.byteCount,
              text: `${source.name}  ${size(done)}  ${count(linesOf(sum))} lines`,
            })
          const onAnswer = async (answer: IngestResult): Promise<void> => {
            addCounts(sum, answer)
            if (answer.rejected_count === 0) return
            bar.clear()
            await write(io.stderr, rejections(source.name, answer))
            if (atomic) await write(io.stderr, `${source.name}: nothing of this file was stored (--atomic)\n`)
          }
          await importFile(client, source, { batch, atomic, gzip, onRead, onAnswer })
        }
      } catch (error) {
        bar.clear()
        if (linesOf(sum) > 0) {
          await write(
            io.stderr,
            `${summary(sum)} before the import broke off; run it again, nothing is counted twice.\n`,
          )
        }
        throw error
      } finally {
        bar.clear()
      }
      if (flags.json) await writeJson(io.stdout, { file_count: sources.length, ...sum })
      else await write(io.stdout, `${summary(sum)}\n`)
      if (sum.rejected_count > 0)
        throw new CommandError(`Lines rejected: ${count(sum.rejected_count)}. ${wayOut(flags)}`)
    })
  return withConnection(command)
}

function rejections(name: string, { rejected, rejected_count }: IngestResult): string {
  const lines = rejected.map(({ line, transaction_id, error_msg }) => {
    const who = transaction_id === undefined ? '' : ` (transaction ${transaction_id})`
    return `${name}:${line}: ${error_msg}${who}\n`
  })
  const untold = rejected_count - rejected.length
  if (untold > 0) lines.push(`${name}: and ${count(untold)} more of the same request\n`)
  return lines.join('')
}

/** Of a file taken as a whole its good lines were not stored either. */
function wayOut({ atomic }: ImportFlags): string {
  return atomic ? 'Correct the file and import it again.' : 'Correct them and import them again.'
}

function linesOf({ created, updated, unchanged, rejected_count }: ImportCounts): number {
  return created + updated + unchanged + rejected_count
}

function summary({ created, updated, unchanged, rejected_count }: ImportCounts): string {
  const parts = [`${count(created)} created`, `${count(updated)} updated`, `${count(unchanged)} unchanged`]
  return [...parts, `${count(rejected_count)} rejected`].join(', ')
}

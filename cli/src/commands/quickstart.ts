import { DeskledgerClient } from '@deskledger/client'
import { Command, Option } from 'commander'
import { credentialsBlock } from '../credentials.js'
import { CommandError } from '../failures.js'
import { count, duration, size } from '../figures.js'
import { type Io, write } from '../io.js'
import { wholeNumber } from '../number-options.js'
import { ProgressBar } from '../progress-bar.js'
import { freePortOr0, quickstartDirectory } from '../quickstart-place.js'
import { deliverSamples, exportFile, lookAround } from '../quickstart-steps.js'
import { type LoadServer, type RunningServer, startServer } from '../server-library.js'
import { stopSignal } from '../stop-signal.js'

const RECORDS = 10_000
const DAYS = 7
const USUAL_PORT = 8080

interface QuickstartFlags {
  readonly once?: boolean
  readonly dataDir?: string
  readonly port?: number
}

/** `deskledger quickstart`: the whole way once, from nothing to an export file. */
export function quickstartCommand(io: Io, loadServer: LoadServer): Command {
  return new Command('quickstart')
    .summary('see it work: server, sample records, an export file')
    .description(
      'Starts a server with a new data directory, delivers sample records, makes an Excel export through the API and ' +
        'downloads it. Then the server stays up, to be tried out; Ctrl-C stops it.',
    )
    .option('--once', 'stop at the end instead of staying up')
    .option('--data-dir <dir>', 'an empty or new directory; by default one among the temporary files')
    .addOption(
      new Option(
        '--port <number>',
        `port; by default ${USUAL_PORT} if it is free, and any free one with --once`,
      ).argParser(wholeNumber(0, 65_535)),
    )
    .addHelpText(
      'after',
      `
Examples:
  $ deskledger quickstart
  $ deskledger quickstart --once --data-dir ./try-it`,
    )
    .action(async (flags: QuickstartFlags) => {
      const stop = stopSignal(io)
      const dataDir = await quickstartDirectory(flags.dataDir)
      const port = flags.port ?? (flags.once ? 0 : await freePortOr0(USUAL_PORT))
      const tell = storyTeller(io)
      const settings = { DESKLEDGER_DATA_DIR: dataDir, DESKLEDGER_PORT: String(port), DESKLEDGER_LOG_LEVEL: 'warn' }
      // The surrounding settings are those of another ledger, and this one is new.
      const server = await startServer(await loadServer(), {}, settings)
      try {
        await tell(`Server started at ${server.url}, data in ${dataDir}`)
        await runSteps(io, server, dataDir, tell)
        if (flags.once) return
        await write(io.stdout, nextSteps(server))
        await stop
      } finally {
        await server.stop()
      }
    })
}

type Tell = (sentence: string) => Promise<void>

/** Numbers the steps and tells how long each took. */
function storyTeller(io: Io): Tell {
  let step = 0
  let sinceMs = performance.now()
  return async (sentence) => {
    const tookMs = performance.now() - sinceMs
    await write(io.stdout, `${++step}. ${sentence} (${duration(tookMs)})\n`)
    sinceMs = performance.now()
  }
}

async function runSteps(io: Io, server: RunningServer, dataDir: string, tell: Tell): Promise<void> {
  const client = connectTo(server)
  const created = await deliverSamples(client, { records: RECORDS, days: DAYS, now: io.clock() })
  await tell(`Delivered ${count(RECORDS)} sample records of the last ${DAYS} days: ${count(created)} created`)
  const { total, latest } = await lookAround(client)
  await tell(`Listed the newest of ${count(total)}: ${latest.join(', ')}`)
  const bar = new ProgressBar(io.stderr)
  try {
    const file = await exportFile(client, dataDir, bar)
    bar.clear()
    await tell(`Exported and downloaded ${count(file.rowCount ?? 0)} rows, ${size(file.byteCount)}`)
    await tell(`Checked it: SHA-256 ${file.sha256} is that of the export task`)
    await write(io.stdout, `\nThe file: ${file.path}\n`)
  } finally {
    bar.clear()
  }
}

function connectTo({ url, firstStart }: RunningServer): DeskledgerClient {
  if (firstStart === undefined) throw new CommandError('The server found an old ledger in a new data directory.')
  const { accessKey, secretKey, projectId } = firstStart
  return new DeskledgerClient({ endpoint: url, accessKey, secretKey, projectId })
}

function nextSteps({ url, firstStart }: RunningServer): string {
  if (firstStart === undefined) return ''
  return `${credentialsBlock(url, firstStart)}Then, for example:

  npx deskledger list --limit 5
  npx deskledger export --out records.csv --time-zone Asia/Shanghai
  npx deskledger tasks

The server stays up at ${url}; Ctrl-C stops it.
`
}

import { writeFile } from 'node:fs/promises'
import type { DeskledgerClient, QueryOf } from '@deskledger/client'
import { Command } from 'commander'
import { type ConnectionFlags, connect, withConnection } from '../connection-settings.js'
import { downloadFile } from '../download-file.js'
import { announceLarge, tellEstimate } from '../export-estimate.js'
import { fileTypeOf } from '../export-file-type.js'
import { exportProgress } from '../export-progress.js'
import { UsageError } from '../failures.js'
import { count, size } from '../figures.js'
import { type Io, write, writeJson } from '../io.js'
import { requireWritable } from '../output-place.js'
import { ProgressBar } from '../progress-bar.js'
import { queryOf, withQueryOptions } from '../query-options.js'

interface ExportFlags extends ConnectionFlags {
  readonly out?: string
  readonly estimate?: boolean
  readonly manifest?: string
  readonly json?: boolean
}

/** `deskledger export`: asks for an export file, waits for it and downloads it. */
export function exportCommand(io: Io): Command {
  const command = new Command('export')
    .summary('export connection records to a file')
    .description('Asks for an export of connection records, waits until it is made, and downloads the file.')
    .option(
      '--out <file>',
      'where the file goes; .xlsx, .csv, .csv.gz, .ndjson, .ndjson.gz or .parquet says its format',
    )
    .option('--estimate', 'tell what the export would be like, and ask for none')
    .option('--manifest <file>', 'save the signed manifest (rows, digest, query, cut-off) as JSON')
    .option('--json', 'print the outcome as JSON')
  const format = 'File type, where the ending of --out does not say it.'
  const compression = 'Compresses csv and ndjson, where the ending of --out does not say .gz.'
  return withConnection(withQueryOptions(command, 'ExportUserConnectionNew', { format, compression }))
    .addHelpText(
      'after',
      `
The file is checked against the SHA-256 of its task before it gets its name; until then it is FILE.partial.

Examples:
  $ deskledger export --out last-month.xlsx
  $ deskledger export --out slow.csv --min-e2e-rtt 200 --time-zone Europe/Madrid --language en_US
  $ deskledger export --estimate --format parquet
  $ deskledger export --out everything.ndjson.gz
  $ deskledger export --out ada.xlsx --user-name ada --manifest ada.manifest.json`,
    )
    .action(async (flags: ExportFlags) => {
      const asked = queryOf('ExportUserConnectionNew', { ...flags })
      if (flags.estimate) {
        const query = flags.out === undefined ? asked : { ...asked, ...fileTypeOf(flags.out, asked) }
        return tellEstimate(io, await connect(flags, io.environment).estimateExport(query), flags.json)
      }
      const { out } = flags
      if (out === undefined) throw new UsageError(['--out is needed; --estimate goes without'])
      const query = { ...asked, ...fileTypeOf(out, asked) }
      await requireWritable(out, flags.manifest)
      const client = connect(flags, io.environment)
      await announceLarge(io, client, query)
      const bar = new ProgressBar(io.stderr)
      try {
        await runExport(io, client, query, { ...flags, out }, bar)
      } finally {
        bar.clear()
      }
    })
}

async function runExport(
  io: Io,
  client: DeskledgerClient,
  query: QueryOf<'ExportUserConnectionNew'>,
  { out, manifest, json }: ExportFlags & { readonly out: string },
  bar: ProgressBar,
): Promise<void> {
  const { task_id } = await client.exportUserConnection(query)
  const task = await client.waitForExport(task_id, { onProgress: (state) => bar.show(exportProgress(state)) })
  const file = await downloadFile(client, task, out, {
    resume: false,
    onProgress: (done, total) => bar.show({ done, total, text: `downloading ${size(done)}` }),
  })
  if (manifest !== undefined) await saveManifest(client, task.task_id, manifest)
  bar.clear()
  if (json) {
    const { byteCount, sha256, isVerified } = file
    const facts = { row_count: task.row_count, byte_count: byteCount, sha256, verified: isVerified, manifest }
    return writeJson(io.stdout, { task_id: task.task_id, file: out, ...facts })
  }
  const rows = task.row_count === undefined ? '' : `  ${count(task.row_count)} rows`
  await write(io.stdout, `${out}${rows}  ${count(file.byteCount)} bytes  sha256 ${file.sha256}\n`)
  if (!file.isVerified) await write(io.stderr, 'The endpoint tells no digest, so the file could not be checked.\n')
}

async function saveManifest(client: DeskledgerClient, taskId: string, path: string): Promise<void> {
  const manifest = await client.showExportManifest(taskId)
  await writeFile(path, `${JSON.stringify(manifest, null, 2)}\n`)
}

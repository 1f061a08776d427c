import { basename } from 'node:path'
import type { ExportState } from '@deskledger/client'
import { Command } from 'commander'
import { type ConnectionFlags, connect, withConnection } from '../connection-settings.js'
import { downloadFile } from '../download-file.js'
import { CommandError } from '../failures.js'
import { count, size } from '../figures.js'
import { type Io, write, writeJson } from '../io.js'
import { requireWritable } from '../output-place.js'
import { ProgressBar } from '../progress-bar.js'

interface DownloadFlags extends ConnectionFlags {
  readonly out?: string
  readonly json?: boolean
}

/** `deskledger download`: the file of an export task. */
export function downloadCommand(io: Io): Command {
  const command = new Command('download')
    .summary('download the file of an export task')
    .description('Downloads the file of an export task. A download that broke off goes on where it stopped.')
    .argument('<task-id>', 'as `deskledger tasks` lists it')
    .option('--out <file>', 'where the file goes; by default its own name, here')
    .option('--json', 'print the outcome as JSON')
    .addHelpText(
      'after',
      `
The file is checked against the SHA-256 of its task before it gets its name; until then it is FILE.partial.

Examples:
  $ deskledger download 0f3c5a7e9b1d4f6082a4c6e8f0a2b4d6
  $ deskledger download 0f3c5a7e9b1d4f6082a4c6e8f0a2b4d6 --out records.xlsx`,
    )
    .action(async (taskId: string, flags: DownloadFlags) => {
      await requireWritable(flags.out)
      const client = connect(flags, io.environment)
      const task = await client.findExportTask(taskId)
      if (task === undefined)
        throw new CommandError(`There is no export task ${taskId}; \`deskledger tasks\` lists them.`)
      const bar = new ProgressBar(io.stderr)
      const onProgress = (done: number, total: number | undefined): void =>
        bar.show({ done, total, text: `downloading ${size(done)}` })
      try {
        const file = await downloadFile(client, task, flags.out ?? ownName(task), { resume: true, onProgress })
        bar.clear()
        const { path, byteCount, sha256, isVerified, resumedFrom } = file
        if (resumedFrom > 0) await write(io.stderr, `Went on after ${count(resumedFrom)} bytes.\n`)
        if (!isVerified) await write(io.stderr, 'The endpoint tells no digest, so the file could not be checked.\n')
        if (flags.json) {
          const facts = { byte_count: byteCount, sha256, verified: isVerified, resumed_from: resumedFrom }
          return await writeJson(io.stdout, { task_id: taskId, file: path, ...facts })
        }
        await write(io.stdout, `${path}  ${count(byteCount)} bytes  sha256 ${sha256}\n`)
      } finally {
        bar.clear()
      }
    })
  return withConnection(command)
}

/** The name comes from the endpoint: it may name a file here, and no other place. */
function ownName({ file_name, task_id }: ExportState): string {
  const name = basename((file_name ?? '').replaceAll('\\', '/'))
  return name === '' || name.startsWith('.') ? `export-${task_id.replaceAll(/[^\w-]/g, '_')}` : name
}

import type { DeskledgerClient, ExportState } from '@deskledger/client'
import { Command } from 'commander'
import { type ConnectionFlags, connect, withConnection } from '../connection-settings.js'
import { count } from '../figures.js'
import { type Io, write, writeJson } from '../io.js'
import { queryOf, withQueryOptions } from '../query-options.js'
import { type Column, drawTable } from '../table.js'

interface TasksFlags extends ConnectionFlags {
  readonly json?: boolean
}

const COLUMNS: readonly Column<ExportState>[] = [
  { heading: 'TASK ID', text: (task) => task.task_id },
  { heading: 'STATUS', text: (task) => task.status },
  { heading: 'PROGRESS', text: progressOf },
  { heading: 'FILE', text: (task) => task.file_name },
  { heading: 'CREATED', text: (task) => task.create_time },
]

/** `deskledger tasks`: the export center. */
export function tasksCommand(io: Io): Command {
  const command = new Command('tasks')
    .summary('list export tasks')
    .description('Lists export tasks, newest first. Filters are those of ListExportTasks.')
  return withConnection(withQueryOptions(command, 'ListExportTasks'))
    .option('--json', 'print the page as the API answers it')
    .addHelpText(
      'after',
      `
Examples:
  $ deskledger tasks
  $ deskledger tasks --status FAIL --json`,
    )
    .action(async (flags: TasksFlags) => {
      const client = connect(flags, io.environment)
      const page = await client.listExportTasks(queryOf('ListExportTasks', { ...flags }))
      if (flags.json) return writeJson(io.stdout, page)
      const tasks = await Promise.all(page.export_tasks.map((task) => withProgress(client, task)))
      await write(io.stdout, drawTable(COLUMNS, tasks))
      await write(io.stderr, `${count(tasks.length)} of ${count(page.count)} export tasks\n`)
    })
}

/** Only tasks being made have a progress worth asking for. */
async function withProgress(client: DeskledgerClient, task: ExportState): Promise<ExportState> {
  if (task.status !== 'CREATING') return task
  return (await client.findExportTask(task.task_id)) ?? task
}

function progressOf({ status, progress, fail_reason }: ExportState): string | undefined {
  if (status === 'SUCCESS') return '100%'
  if (status === 'FAIL') return fail_reason
  return progress?.percent === undefined ? undefined : `${progress.percent}%`
}

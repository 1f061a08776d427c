import { LIMITS } from '@deskledger/client'
import { Command } from 'commander'
import { type ConnectionFlags, connect, withConnection } from '../connection-settings.js'
import { count } from '../figures.js'
import { type Io, write, writeJson } from '../io.js'

interface DeleteFlags extends ConnectionFlags {
  readonly json?: boolean
}

/** `deskledger delete`: removes export tasks. */
export function deleteCommand(io: Io): Command {
  const command = new Command('delete')
    .summary('delete export tasks and their files')
    .description('Deletes export tasks and their files. Tasks being made are stopped; unknown ids are ignored.')
    .argument('<task-id...>', 'as `deskledger tasks` lists them')
    .option('--json', 'print the ids as JSON')
    .addHelpText(
      'after',
      `
Examples:
  $ deskledger delete 0f3c5a7e9b1d4f6082a4c6e8f0a2b4d6
  $ deskledger tasks --status FAIL --limit 100 --json | jq -r '.export_tasks[].task_id' | xargs -r deskledger delete`,
    )
    .action(async (given: string[], flags: DeleteFlags) => {
      const client = connect(flags, io.environment)
      const taskIds = [...new Set(given)]
      for (let at = 0; at < taskIds.length; at += LIMITS.deleteTaskCount) {
        await client.deleteExportTasks(taskIds.slice(at, at + LIMITS.deleteTaskCount))
      }
      if (flags.json) return writeJson(io.stdout, { task_ids: taskIds })
      await write(
        io.stdout,
        `Deleted, if they existed: ${count(taskIds.length)} export task${taskIds.length === 1 ? '' : 's'}\n`,
      )
    })
  return withConnection(command)
}

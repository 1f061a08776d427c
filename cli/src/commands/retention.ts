import type { PurgePreviewView } from '@deskledger/client'
import { Argument, Command } from 'commander'
import { ADMIN_RESOURCES } from '../admin-verbs.js'
import { type ConnectionFlags, connect, withConnection } from '../connection-settings.js'
import { type Io, write, writeJson } from '../io.js'
import { queryOf, withQueryOptions } from '../query-options.js'
import { drawTable } from '../table.js'
import { verbCommand } from './admin.js'

/** `deskledger retention`: what the next purge removes, and what it never does. */
export function retentionCommand(io: Io): Command {
  return new Command('retention')
    .summary('preview the removal of old records; keep some under legal hold')
    .description(
      'Shows what the next purge would remove by age, and keeps records under legal hold. How long records stay is a setting of the server: DESKLEDGER_RECORD_RETENTION_DAYS.',
    )
    .addHelpText(
      'after',
      `
Examples:
  $ deskledger retention preview PROJECT_ID --retention-days 180
  $ deskledger retention hold add PROJECT_ID --user-name zoe --reason 'case 7'
  $ deskledger retention hold list PROJECT_ID
  $ deskledger retention hold remove PROJECT_ID HOLD_ID`,
    )
    .addCommand(previewCommand(io))
    .addCommand(holdCommand(io))
}

function holdCommand(io: Io): Command {
  const command = new Command('hold').summary('legal holds').description('Legal holds: records that nothing removes.')
  for (const [name, verb] of Object.entries(ADMIN_RESOURCES['legal-holds']?.verbs ?? {})) {
    command.addCommand(verbCommand(io, name, verb))
  }
  return command
}

function previewCommand(io: Io): Command {
  const command = new Command('preview')
    .summary('show what the next purge would remove')
    .description('Shows by day what the next purge would remove and what legal holds keep. Nothing is removed.')
    .addArgument(new Argument('<project-id>', 'Project id.'))
  withConnection(withQueryOptions(command, 'PreviewPurge'), { withProject: false })
  return command
    .option('--json', 'print the answer as the API has it')
    .action(async (projectId: string, flags: ConnectionFlags & Readonly<Record<string, unknown>>) => {
      const query = queryOf('PreviewPurge', flags)
      const preview = await connect(flags, io.environment).admin.previewPurge(projectId, query)
      if (flags['json']) await writeJson(io.stdout, preview)
      else await write(io.stdout, previewText(preview))
    })
}

function previewText(preview: PurgePreviewView): string {
  const { started_before: limit, run_time: runTime, days } = preview
  if (limit === undefined) return 'Records are kept for ever: nothing is removed by age.\n'
  const counts = [...days, { ...preview, day: 'all' }]
  const table = drawTable(
    [
      { heading: 'DAY', text: ({ day }) => day },
      { heading: 'REMOVED', text: ({ deleted_count: count }) => String(count) },
      { heading: 'HELD', text: ({ held_count: count }) => String(count) },
    ],
    counts,
  )
  return `${table}At ${runTime}: connections that started before ${limit}.\n`
}

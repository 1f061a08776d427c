import { readFileSync } from 'node:fs'
import { Command, Help } from 'commander'
import { adminCommand } from './commands/admin.js'
import { auditCommand } from './commands/audit.js'
import { backupCommand } from './commands/backup.js'
import { deleteCommand } from './commands/delete.js'
import { doctorCommand } from './commands/doctor.js'
import { downloadCommand } from './commands/download.js'
import { exportCommand } from './commands/export.js'
import { generateCommand } from './commands/generate.js'
import { importCommand } from './commands/import.js'
import { keysCommand } from './commands/keys.js'
import { listCommand } from './commands/list.js'
import { onlineUsersCommand } from './commands/online-users.js'
import { quickstartCommand } from './commands/quickstart.js'
import { recoverCommand } from './commands/recover.js'
import { restoreCommand } from './commands/restore.js'
import { retentionCommand } from './commands/retention.js'
import { addServeFlags, serveCommand } from './commands/serve.js'
import { statisticsCommand } from './commands/statistics.js'
import { statusCommand } from './commands/status.js'
import { tasksCommand } from './commands/tasks.js'
import { tokenCommand } from './commands/token.js'
import { verifyCommand } from './commands/verify.js'
import type { Io } from './io.js'
import type { LoadServer } from './server-library.js'

/** The whole command line. It throws instead of ending the process; `run` turns that into an exit code. */
export function buildProgram(io: Io, loadServer: LoadServer): Command {
  const program = new Command('deskledger')
    .description('The ledger of every cloud-desktop connection: takes records in, lists them, exports them as files.')
    .version(version())
    .addHelpText(
      'after',
      `
Start here:
  $ deskledger quickstart            everything once, with sample records
  $ deskledger serve                 a server of your own

Data goes to stdout, talk to stderr; --json is for scripts.
Exit codes: 0 done, 1 failed, 2 wrong usage or settings (serve also: 3 damaged data, 4 directory in use).`,
    )
    .configureHelp({ subcommandTerm })
    .hook('preSubcommand', async (_, command) => {
      if (command.name() === 'serve') addServeFlags(command, await loadServer())
    })
  const commands = [
    quickstartCommand(io, loadServer),
    serveCommand(io, loadServer),
    generateCommand(io),
    importCommand(io),
    listCommand(io),
    exportCommand(io),
    tasksCommand(io),
    downloadCommand(io),
    deleteCommand(io),
    verifyCommand(io),
    doctorCommand(io),
    backupCommand(io),
    restoreCommand(io),
    recoverCommand(io),
    keysCommand(io),
    onlineUsersCommand(io),
    statusCommand(io),
    statisticsCommand(io),
    tokenCommand(io),
    adminCommand(io),
    auditCommand(io),
    retentionCommand(io),
  ]
  for (const command of commands) program.addCommand(command)
  for (const command of withAllWithin(program)) {
    command.exitOverride().showHelpAfterError('(--help tells what it takes)').configureOutput(outputOf(io))
  }
  return program
}

function withAllWithin(command: Command): Command[] {
  return [command, ...command.commands.flatMap(withAllWithin)]
}

/** How the overview shows a command. `serve` has flags too, but only once the server is loaded. */
function subcommandTerm(command: Command): string {
  return command.name() === 'serve' ? 'serve [options]' : new Help().subcommandTerm(command)
}

function outputOf({ stdout, stderr }: Io): { writeOut: (text: string) => void; writeErr: (text: string) => void } {
  return { writeOut: (text) => stdout.write(text), writeErr: (text) => stderr.write(text) }
}

function version(): string {
  const packageFile = readFileSync(new URL('../package.json', import.meta.url), 'utf8')
  return (JSON.parse(packageFile) as { version: string }).version
}

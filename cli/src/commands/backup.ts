import { Command } from 'commander'
import { type ConnectionFlags, connect, withConnection } from '../connection-settings.js'
import { count, size } from '../figures.js'
import { type Io, write, writeJson } from '../io.js'

/** `deskledger backup`: asks a running server for a backup. */
export function backupCommand(io: Io): Command {
  const command = new Command('backup')
    .summary('have the server make a backup')
    .description(
      'Has a running server make a backup of everything it holds, while it goes on. It lies on the disk of the server, in ' +
        'the directory DESKLEDGER_BACKUP_DIR. Without a running server, copy the data directory instead.',
    )
    .option('--json', 'print the answer as the API has it')
    .addHelpText(
      'after',
      `
A backup holds the keys that lie in the data directory: protect it like the original, and keep it on another machine.

Examples:
  $ deskledger backup
  $ deskledger verify /backups/deskledger-20261126T010203Z-0123abcd --key ledger.pem
  $ deskledger restore /backups/deskledger-20261126T010203Z-0123abcd --data-dir /srv/restored`,
    )
  return withConnection(command, { withProject: false }).action(
    async ({ json, ...flags }: ConnectionFlags & { readonly json?: boolean }) => {
      const backup = await connect(flags, io.environment).admin.createBackup()
      if (json) return writeJson(io.stdout, backup)
      await write(io.stdout, `${backup.name}\n`)
      const { batch, file_count, byte_count } = backup
      await write(io.stderr, `${count(file_count)} files, ${size(byte_count)}, up to batch ${batch}\n`)
    },
  )
}

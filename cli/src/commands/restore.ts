import { Command } from 'commander'
import { CommandError } from '../failures.js'
import type { Io } from '../io.js'
import { keysFrom } from '../key-files.js'
import { ledgerTools } from '../ledger-tools.js'
import { type TellingFlags, tellDirectory } from '../verify/tell-directory.js'

interface RestoreFlags extends TellingFlags {
  readonly dataDir: string
  readonly key?: readonly string[]
}

/** `deskledger restore`: makes a data directory of a backup. */
export function restoreCommand(io: Io): Command {
  return new Command('restore')
    .summary('make a data directory of a backup')
    .description(
      'Makes a new data directory of a backup. The backup is verified before, and the directory after; only then it is done.',
    )
    .argument('<backup>', 'directory of the backup')
    .requiredOption('--data-dir <path>', 'the new data directory; made, or empty')
    .option('--key <pem...>', 'public key that has to have signed it, as `deskledger keys --pem` prints it')
    .option('--lang <language>', 'en or zh; by default that of LC_ALL, LC_MESSAGES or LANG')
    .option('--json', 'print what was found as JSON')
    .addHelpText(
      'after',
      `
Keys that did not lie in the data directory are not in the backup: give the server the settings that it had.

Exit codes: 0 restored and verified, 1 refused or failed, 2 wrong usage.

Example:
  $ deskledger restore /backups/deskledger-20261126T010203Z-0123abcd --data-dir /srv/restored`,
    )
    .action(async (backup: string, { dataDir, key = [], ...telling }: RestoreFlags) => {
      const tools = await ledgerTools()
      const keys = await keysFrom(key)
      const verdict = await tools.restoreBackup(backup, dataDir, keys).catch((cause: unknown) => {
        throw cause instanceof tools.RestoreError ? new CommandError(cause.message, { cause }) : cause
      })
      await tellDirectory(io, verdict, tools, telling)
    })
}

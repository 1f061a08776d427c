import { Command } from 'commander'
import { CommandError } from '../failures.js'
import { type Io, write, writeJson } from '../io.js'
import { keysFrom } from '../key-files.js'
import { speechOf } from '../language.js'
import { ledgerTools } from '../ledger-tools.js'
import { type PlaceFlags, placesOf, withPlaces } from '../place-options.js'
import { recoveryJson, recoveryLines } from '../verify/recovery-lines.js'

interface RecoverFlags extends PlaceFlags {
  readonly dataDir?: string
  readonly from?: string
  readonly to: string
  readonly key?: readonly string[]
  readonly lang?: string
  readonly json?: boolean
}

/** `deskledger recover`: a new data directory from a damaged one and a backup. */
export function recoverCommand(io: Io): Command {
  const command = new Command('recover')
    .summary('bring back what can be of a damaged data directory')
    .description(
      'Makes a new data directory of a damaged one and a backup: the backup, and the batches that the damaged database still ' +
        'holds beyond it. Without a backup, of what the damaged database holds, if all of it can be read. What neither of ' +
        'them has is named, by project and batch, and stays on record. The damaged directory is not changed.',
    )
    .option('--data-dir <path>', 'the damaged directory (DESKLEDGER_DATA_DIR, default: ./deskledger-data)')
    .option('--from <backup>', 'directory of a backup')
    .requiredOption('--to <path>', 'the new data directory; made, or empty')
  return withPlaces(command)
    .option('--key <pem...>', 'public key that has to have signed, as `deskledger keys --pem` prints it')
    .option('--lang <language>', 'en or zh; by default that of LC_ALL, LC_MESSAGES or LANG')
    .option('--json', 'print what was recovered as JSON')
    .addHelpText(
      'after',
      `
No server may run on the damaged directory. The new one gets its name last, when it is verified; a directory beside it
whose name begins with .partial- is what was left when this command was killed.

The new directory has its database and export files within it: start without --records-url and --files-url.

Exit codes: 0 recovered and verified, whether something was lost or not, 1 refused or failed, 2 wrong usage or settings.

Examples:
  $ deskledger doctor /srv/deskledger
  $ deskledger recover --data-dir /srv/deskledger --from /backups/deskledger-20261126T010203Z-0123abcd --to /srv/recovered
  $ deskledger serve --data-dir /srv/recovered`,
    )
    .action(async ({ dataDir, from: backup, to, key = [], lang, json, ...flags }: RecoverFlags) => {
      const speech = speechOf(lang, io.environment)
      const keys = await keysFrom(key)
      const tools = await ledgerTools()
      const { directory: damaged } = await placesOf(tools, dataDir, io.environment, flags)
      const parts = { damaged, backup, target: to, keys, clock: io.clock }
      const recovery = await tools.recoverDirectory(parts).catch((cause: unknown) => {
        throw cause instanceof tools.RecoveryError ? new CommandError(cause.message, { cause }) : cause
      })
      if (json) await writeJson(io.stdout, recoveryJson(recovery, to))
      else await write(io.stdout, `${recoveryLines(recovery, to, speech).join('\n')}\n`)
    })
}

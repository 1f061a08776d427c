import { Command } from 'commander'
import { NegativeAnswer, readable } from '../failures.js'
import { type Io, write, writeJson } from '../io.js'
import { keysFrom } from '../key-files.js'
import { speechOf } from '../language.js'
import { ledgerTools } from '../ledger-tools.js'
import { type PlaceFlags, placesOf, withPlaces } from '../place-options.js'
import { doctorJson, doctorLines } from '../verify/doctor-lines.js'

interface DoctorFlags extends PlaceFlags {
  readonly key?: readonly string[]
  readonly lang?: string
  readonly json?: boolean
}

/** `deskledger doctor`: why a data directory does not start, and what to do. */
export function doctorCommand(io: Io): Command {
  const command = new Command('doctor')
    .summary('say what is wrong with a data directory, and what to do')
    .description(
      'Says in plain words what is wrong with a data directory that no server runs on, or that it is sound: whose files lie in ' +
        'it, who has it open, the database, batches that are missing from it, ledger chain, audit log, checkpoints, keys, ' +
        'modes of key files, export files. Names the remedy of each. Asks no server and changes nothing.',
    )
    .argument('[directory]', 'the data directory (DESKLEDGER_DATA_DIR, default: ./deskledger-data)')
  return withPlaces(command)
    .option('--key <pem...>', 'public key that has to have signed, as `deskledger keys --pem` prints it')
    .option('--lang <language>', 'en or zh; by default that of LC_ALL, LC_MESSAGES or LANG')
    .option('--json', 'print what was found as JSON')
    .addHelpText(
      'after',
      `
Takes the settings that the server has, from the environment or these flags.

Exit codes: 0 sound, 1 something was found or it failed, 2 wrong usage or settings.

Examples:
  $ deskledger doctor /srv/deskledger
  $ deskledger recover --data-dir /srv/deskledger --from BACKUP --to /srv/recovered`,
    )
    .action(async (path: string | undefined, { key = [], lang, json, ...flags }: DoctorFlags) => {
      const speech = speechOf(lang, io.environment)
      const keys = await keysFrom(key)
      const tools = await ledgerTools()
      const { directory, secretsKey } = await placesOf(tools, path, io.environment, flags)
      const examination = await readable(tools.examineDirectory(directory, { secretsKey, keys }), directory.root)
      if (json) await writeJson(io.stdout, doctorJson(examination, tools))
      else await write(io.stdout, `${doctorLines(examination, tools, speech).join('\n')}\n`)
      if (examination.findings.length > 0) throw new NegativeAnswer()
    })
}

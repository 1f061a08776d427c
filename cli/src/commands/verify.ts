import { readFile } from 'node:fs/promises'
import type { VerifyingKey } from '@deskledger/proof'
import { Command } from 'commander'
import { NegativeAnswer, readable, UsageError } from '../failures.js'
import { type Io, write, writeJson } from '../io.js'
import { keysFrom } from '../key-files.js'
import { speechOf } from '../language.js'
import { ledgerTools } from '../ledger-tools.js'
import { type PlaceFlags, placesOf, withPlaces } from '../place-options.js'
import { isDirectory } from '../verify/is-directory.js'
import { type TellingFlags, tellDirectory } from '../verify/tell-directory.js'
import { verdictLines } from '../verify/verdict-words.js'
import { type Verdict, verifyExport } from '../verify/verify-export.js'

interface VerifyFlags extends PlaceFlags {
  readonly key?: readonly string[]
  readonly lang?: string
  readonly json?: boolean
}

/** `deskledger verify`: what an export file proves, without asking any server. */
export function verifyCommand(io: Io): Command {
  const command = new Command('verify')
    .summary('check an export file, a data directory or a backup, offline')
    .description(
      'Checks that an export file is the one that its manifest was signed for: size, SHA-256 and rows. Of a directory, a ' +
        'data directory without a running server or a backup, it checks everything in it. Asks no server.',
    )
    .argument('<file>', 'the export file, or a directory')
    .argument('[manifest]', 'its manifest, as `deskledger export --manifest` saves it')
  return withPlaces(command)
    .option('--key <pem...>', 'public key that has to have signed it, as `deskledger keys --pem` prints it')
    .option('--lang <language>', 'en or zh; by default that of LC_ALL, LC_MESSAGES or LANG')
    .option('--json', 'print what was found as JSON')
    .addHelpText(
      'after',
      `
Without --key, the key that lies in the manifest counts: then nothing shows whose key that is, and it is for you to
compare its id with what the operator of the server told you. Of a data directory, the settings of its server count, from
the environment or these flags.

Exit codes: 0 proved, 1 refused or failed, 2 wrong usage.

Examples:
  $ deskledger keys --pem > ledger.pem
  $ deskledger export --out november.xlsx --manifest november.manifest.json
  $ deskledger verify november.xlsx november.manifest.json --key ledger.pem
  $ deskledger verify /srv/deskledger --key ledger.pem`,
    )
    .action(async (file: string, manifest: string | undefined, { key = [], lang, json, ...flags }: VerifyFlags) => {
      const speech = speechOf(lang, io.environment)
      const keys = await keysFrom(key)
      if (manifest === undefined) return verifyWhole(io, file, keys, { lang, json }, flags)
      const text = await readable(readFile(manifest, 'utf8'), manifest)
      const verdict = await readable(verifyExport(file, text, keys), file)
      if (json) await writeJson(io.stdout, toJson(verdict))
      else await write(io.stdout, `${verdictLines(verdict, speech).join('\n')}\n`)
      if (verdict.kind !== 'checked' || !verdict.isProved) throw new NegativeAnswer()
    })
}

async function verifyWhole(
  io: Io,
  directory: string,
  keys: readonly VerifyingKey[],
  telling: TellingFlags,
  flags: PlaceFlags,
): Promise<void> {
  if (!(await isDirectory(directory))) throw new UsageError([`${directory} is no directory; a file needs its manifest`])
  const tools = await ledgerTools()
  const places = await placesOf(tools, directory, io.environment, flags)
  const verdict = await readable(tools.verifyDirectory(places.directory, keys), directory)
  await tellDirectory(io, verdict, tools, telling)
}

function toJson(verdict: Verdict): unknown {
  switch (verdict.kind) {
    case 'no-manifest':
      return { proved: false, reason: verdict.why }
    case 'not-signed-so':
      return { proved: false, reason: 'signature', claimed_key_ids: verdict.claimedKeyIds }
    case 'checked': {
      const { isProved, keyId, isKnownKey, checks, manifest } = verdict
      const found = checks.map(({ isGood, ...check }) => ({ ...check, good: isGood }))
      return { proved: isProved, key_id: keyId, known_key: isKnownKey, checks: found, manifest }
    }
  }
}

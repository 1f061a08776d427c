import { readFile } from 'node:fs/promises'
import { verifyLog } from '@deskledger/proof'
import { Command } from 'commander'
import { type ConnectionFlags, connect, withConnection } from '../connection-settings.js'
import { NegativeAnswer, readable } from '../failures.js'
import { type Io, write, writeJson } from '../io.js'
import { keysFrom } from '../key-files.js'
import { speechOf } from '../language.js'
import { queryOf, withQueryOptions } from '../query-options.js'
import { logLines } from '../verify/log-words.js'

interface VerifyFlags {
  readonly key?: readonly string[]
  readonly checkpoint?: readonly string[]
  readonly lang?: string
  readonly json?: boolean
}

/** `deskledger audit`: the audit log, taken out of the server or verified without it. */
export function auditCommand(io: Io): Command {
  return new Command('audit')
    .summary('verify the audit log, or export it')
    .description('Verifies the chain of audit entries offline, or exports entries as NDJSON.')
    .addCommand(verifyCommand(io))
    .addCommand(exportCommand(io))
}

function verifyCommand(io: Io): Command {
  return new Command('verify')
    .summary('find what was changed in an audit log, offline')
    .description(
      'Finds every entry that was changed, removed or inserted in the directory of an audit log, and whether its end was cut off. Asks no server.',
    )
    .argument('<directory>', 'the directory `audit` of a data directory, or a copy of it')
    .option(
      '--key <pem...>',
      'public key that has to have signed the checkpoints, as `deskledger keys --pem` prints it',
    )
    .option(
      '--checkpoint <file...>',
      'checkpoint kept elsewhere, as `deskledger admin audit checkpoint --json` prints it',
    )
    .option('--lang <language>', 'en or zh; by default that of LC_ALL, LC_MESSAGES or LANG')
    .option('--json', 'print what was found as JSON')
    .addHelpText(
      'after',
      `
Exit codes: 0 proved, 1 refused or failed, 2 wrong usage.

Examples:
  $ deskledger audit verify /srv/deskledger/audit --key ledger.pem
  $ deskledger admin audit checkpoint --json > checkpoint.json   # keep it elsewhere
  $ deskledger audit verify copy-of-audit --key ledger.pem --checkpoint checkpoint.json`,
    )
    .action(async (directory: string, { key = [], checkpoint = [], lang, json }: VerifyFlags) => {
      const speech = speechOf(lang, io.environment)
      const keys = await keysFrom(key)
      const checkpoints = await Promise.all(checkpoint.map((path) => readable(readFile(path, 'utf8'), path)))
      const findings = await readable(verifyLog(directory, { keys, checkpoints }), directory)
      if (json) await writeJson(io.stdout, { proved: findings.problems.length === 0, ...findings })
      else await write(io.stdout, `${logLines(findings, speech, { isKnownKey: keys.length > 0 }).join('\n')}\n`)
      if (findings.problems.length > 0) throw new NegativeAnswer()
    })
}

function exportCommand(io: Io): Command {
  const command = new Command('export')
    .summary('export audit entries as NDJSON')
    .description('Prints all matching audit entries of the account, newest first, one JSON object a line.')
  return withConnection(
    withQueryOptions(command, 'ListAuditEntries', { limit: 'So many entries at most; all unless given.' }),
    { withProject: false },
  ).action(async (flags: ConnectionFlags & Readonly<Record<string, unknown>>) => {
    const { limit, ...query } = queryOf('ListAuditEntries', flags)
    let left = limit ?? Number.POSITIVE_INFINITY
    for await (const entry of connect(flags, io.environment).admin.auditEntries(query)) {
      await write(io.stdout, `${JSON.stringify(entry)}\n`)
      left -= 1
      if (left === 0) return
    }
  })
}

import { type Command, CommanderError } from 'commander'
import { credentialSettingsOf } from './connection-settings.js'
import { describeFailure, NegativeAnswer, systemCode, UsageError } from './failures.js'
import { type Io, write } from './io.js'
import { buildProgram } from './program.js'
import { type LoadServer, ServerStartError } from './server-library.js'

/**
 * Runs one command line.
 * @param words what follows `deskledger`
 * @returns the exit code: 0 done, 1 failed, 2 wrong usage or settings, else the server's own
 */
export async function run(words: readonly string[], io: Io, loadServer: LoadServer): Promise<number> {
  try {
    const program = buildProgram(io, loadServer)
    await program.parseAsync(asHelpFlag(words, program), { from: 'user' })
    return 0
  } catch (error) {
    // Commander has told it already; help that was asked for is no failure.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    // Whoever read our output has enough of it, as in `deskledger list --all | head`.
    if (systemCode(error) === 'EPIPE') return 0
    if (error instanceof NegativeAnswer) return 1
    if (error instanceof UsageError) {
      for (const problem of error.problems) await write(io.stderr, `deskledger: ${problem}\n`)
      return 2
    }
    const credentialSettings = credentialSettingsOf(io.environment)
    const told = describeFailure(error, { isForScripts: words.includes('--json'), credentialSettings })
    await write(io.stderr, `deskledger: ${told}\n`)
    return error instanceof ServerStartError ? error.exitCode : 1
  }
}

/** `help serve` means `serve --help`: Commander prints the former without its hooks, so before serve has its flags. */
function asHelpFlag(words: readonly string[], program: Command): readonly string[] {
  const [first, ...names] = words
  if (first !== 'help') return words
  const [name] = names
  const isKnown = name === undefined || program.commands.some((command) => command.name() === name)
  return isKnown ? [...names, '--help'] : [name]
}

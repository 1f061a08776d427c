import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { CommandError, UsageError } from './failures.js'
import { type Io, write } from './io.js'

/** Read by every command that can set a password. */
const NEW_PASSWORD_VARIABLE = 'DESKLEDGER_NEW_PASSWORD'

/**
 * A password that is to be set: from the environment, or asked for twice on a terminal, without echo. Never an argument,
 * because process lists show those.
 * @returns undefined when none is to be set
 * @throws {UsageError} it is wanted, and neither is there
 */
export async function newPassword(
  io: Io,
  { isWanted, flag }: { readonly isWanted: boolean; readonly flag: string },
): Promise<string | undefined> {
  const given = io.environment[NEW_PASSWORD_VARIABLE]
  if (given) {
    await write(io.stderr, `The password is that of ${NEW_PASSWORD_VARIABLE}.\n`)
    return given
  }
  if (!isWanted) return undefined
  if (!('isTTY' in io.stdin) || io.stdin.isTTY !== true) {
    throw new UsageError([`${flag} asks on a terminal, and there is none: set ${NEW_PASSWORD_VARIABLE}.`])
  }
  return askTwice(io)
}

async function askTwice(io: Io): Promise<string> {
  // Whatever readline would echo goes nowhere.
  const output = new Writable({ write: (_piece, _encoding, done) => done() })
  const lines = createInterface({ input: io.stdin, output, terminal: true })
  const stopped = new AbortController()
  lines.once('SIGINT', () => stopped.abort()).once('close', () => stopped.abort())
  const ask = async (prompt: string): Promise<string> => {
    await write(io.stderr, prompt)
    const answer = await lines.question('', { signal: stopped.signal }).catch(() => {
      throw new CommandError('Stopped; nothing was changed.')
    })
    await write(io.stderr, '\n')
    return answer
  }
  try {
    const password = await ask('New password: ')
    if (password !== (await ask('Once more: '))) throw new CommandError('The two differ; nothing was changed.')
    return password
  } finally {
    lines.close()
  }
}

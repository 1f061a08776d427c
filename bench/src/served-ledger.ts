import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PROJECT_ID } from './data-set.js'
import { DATABASE_FILE } from './ledger.js'

/** The built command, as it is installed. */
const COMMAND = fileURLToPath(new URL('../../cli/bin/deskledger.cjs', import.meta.url))

/** Who may sign in. */
export const SERVED_USER = { account: 'bench', user: 'root', password: 'a password of the bench' } as const

/** A server process. */
export interface ServedLedger extends AsyncDisposable {
  readonly endpoint: string
}

/**
 * `deskledger serve` on a copy of a filled ledger, which it founds for the bench; the copy is gone afterwards.
 * @param scratch where the copy may be made
 */
export async function serveCopy(ledger: string, scratch: string): Promise<ServedLedger> {
  const directory = join(scratch, 'served')
  await mkdir(directory)
  await copyFile(join(ledger, DATABASE_FILE), join(directory, DATABASE_FILE))
  const server = spawn(process.execPath, [COMMAND, 'serve', '--port', '0', '--data-dir', directory], {
    env: {
      PATH: process.env['PATH'],
      DESKLEDGER_PROJECT_ID: PROJECT_ID,
      DESKLEDGER_ACCOUNT: SERVED_USER.account,
      DESKLEDGER_ROOT_USER: SERVED_USER.user,
      DESKLEDGER_ROOT_PASSWORD: SERVED_USER.password,
      DESKLEDGER_LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const kill = (): boolean => server.kill('SIGKILL')
  process.once('exit', kill)
  const ended = once(server, 'exit')
  let output = ''
  const endpoint = await new Promise<string>((resolve, reject) => {
    server.stdout.on('data', (piece: Buffer) => {
      output += piece.toString()
      const [, url] = /^deskledger listening on (http:\/\/\S+)\n/m.exec(output) ?? []
      if (url !== undefined) resolve(url)
    })
    server.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${output}`)))
  })
  return {
    endpoint,
    async [Symbol.asyncDispose]() {
      server.kill('SIGTERM')
      await ended
      process.removeListener('exit', kill)
      await rm(directory, { recursive: true })
    },
  }
}

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DeskledgerClient } from '@deskledger/client'

/** The built command, as it is installed. */
export const COMMAND = fileURLToPath(new URL('../../cli/bin/deskledger.cjs', import.meta.url))

/** What every test server is founded with. */
export const ROOT = {
  projectId: '0123456789abcdef0123456789abcdef',
  accessKey: 'ACCEPTANCEKEY0000001',
  secretKey: 'acceptanceSecretKeyForTestsOnly000000001',
} as const

/** Of the same user, whose keys those are. */
export const ROOT_USER = { account: 'deskledger', userName: 'root', password: 'acceptance password' } as const

/** How a command ended. */
export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** The environment of a command: nothing of the caller's settings, and a zone that is not UTC. */
function environment(extra: Record<string, string>): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(DESKLEDGER|HUAWEICLOUD)_/.test(name))
  return { ...Object.fromEntries(own), TZ: 'Asia/Kolkata', ...extra }
}

/** Runs a command of the CLI to its end. */
export async function deskledger(args: readonly string[], extra: Record<string, string> = {}): Promise<Ended> {
  const child = spawn(process.execPath, [COMMAND, ...args], { env: environment(extra) })
  const output = collect(child)
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, ...output() }
}

function collect(child: ChildProcess): () => { stdout: string; stderr: string } {
  const pieces = { stdout: '', stderr: '' }
  child.stdout?.on('data', (piece: Buffer) => {
    pieces.stdout += piece.toString()
  })
  child.stderr?.on('data', (piece: Buffer) => {
    pieces.stderr += piece.toString()
  })
  return () => ({ ...pieces })
}

/** A directory that is gone after the test. */
export async function temporaryDirectory(): Promise<{ path: string } & AsyncDisposable> {
  const path = await mkdtemp(join(tmpdir(), 'deskledger-acceptance-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}

/** A server process. */
export interface Ledger {
  readonly endpoint: string
  readonly processId: number
  readonly dataDirectory: string
  readonly client: DeskledgerClient
  /** What it has printed on stdout. */
  greeting(): string
  /** What it has logged. */
  log(): string
  /** Environment for commands that talk to it. */
  readonly environment: Record<string, string>
  /** Resolves when the process has ended, by whatever. */
  readonly ended: Promise<unknown>
  /** Ends the process by a signal and waits for it. @returns its exit code, null when it was killed */
  end(signal?: NodeJS.Signals): Promise<number | null>
}

/** Starts `deskledger serve` on any free port. */
export async function startLedger(dataDirectory: string, settings: Record<string, string> = {}): Promise<Ledger> {
  const child = spawn(process.execPath, [COMMAND, 'serve', '--port', '0', '--data-dir', dataDirectory], {
    env: environment({
      DESKLEDGER_PROJECT_ID: ROOT.projectId,
      DESKLEDGER_ROOT_ACCESS_KEY: ROOT.accessKey,
      DESKLEDGER_ROOT_SECRET_KEY: ROOT.secretKey,
      DESKLEDGER_ACCOUNT: ROOT_USER.account,
      DESKLEDGER_ROOT_USER: ROOT_USER.userName,
      DESKLEDGER_ROOT_PASSWORD: ROOT_USER.password,
      DESKLEDGER_LOG_LEVEL: 'warn',
      ...settings,
    }),
  })
  const output = collect(child)
  const endpoint = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', () => {
      const [, url] = /^deskledger listening on (http:\/\/\S+)\n/.exec(output().stdout) ?? []
      if (url !== undefined) resolve(url)
    })
    child.once('close', (code) => reject(new Error(`the server ended with ${code}: ${output().stderr}`)))
  })
  const closed = once(child, 'close') as Promise<[number | null]>
  return {
    endpoint,
    processId: child.pid ?? 0,
    dataDirectory,
    client: new DeskledgerClient({ endpoint, ...ROOT }),
    greeting: () => output().stdout,
    log: () => output().stderr,
    environment: {
      DESKLEDGER_ENDPOINT: endpoint,
      DESKLEDGER_PROJECT_ID: ROOT.projectId,
      DESKLEDGER_ACCESS_KEY: ROOT.accessKey,
      DESKLEDGER_SECRET_KEY: ROOT.secretKey,
    },
    ended: closed,
    async end(signal = 'SIGTERM') {
      child.kill(signal)
      const [code] = await closed
      return code
    },
  }
}

/** A server on a new directory, both gone after the test. */
export async function newLedger(settings: Record<string, string> = {}): Promise<Ledger & AsyncDisposable> {
  const directory = await temporaryDirectory()
  const ledger = await startLedger(join(directory.path, 'data'), settings)
  return {
    ...ledger,
    async [Symbol.asyncDispose]() {
      await ledger.end('SIGKILL')
      await directory[Symbol.asyncDispose]()
    },
  }
}

import { mkdtemp, rm } from 'node:fs/promises'
import { Agent, type IncomingHttpHeaders, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readSettings } from '../settings/read-settings.js'
import { type RunningServer, startServer } from '../start-server.js'
import type { SigningKeys } from './sign-by-the-book.js'

/** What every check takes for the present time: a Tuesday. */
const NOW = new Date('2026-02-03T10:30:00.000Z')

/** The key of the root user. */
export const ROOT_KEY: SigningKeys = { accessKey: 'CONFORMANCEKEY000001', secretKey: 'conformanceSecretOfTests' }

export const ROOT_PASSWORD = 'password of the root user'

/** An answer, read to its end. */
export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly bytes: Buffer
}

/** A request with every header but Host and Content-Length. */
export interface Sent {
  readonly method: string
  /** Path and query. */
  readonly target: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | Buffer | undefined
}

/** The server as `deskledger serve` starts it, engine, worker and all, on a directory of its own and by a clock of ours. */
export class RunningLedger implements AsyncDisposable {
  private readonly connections = new Agent({ keepAlive: true })
  private readonly made = new Map<string, unknown>()

  private constructor(
    private readonly server: RunningServer,
    private readonly directory: string,
    private readonly time: { now: Date },
  ) {}

  static async start(): Promise<RunningLedger> {
    const directory = await mkdtemp(join(tmpdir(), 'deskledger-conformance-'))
    const time = { now: NOW }
    const settings = readSettings(
      {
        DESKLEDGER_DATA_DIR: join(directory, 'data'),
        DESKLEDGER_PORT: '0',
        DESKLEDGER_ACCOUNT: 'acme',
        DESKLEDGER_ROOT_USER: 'ada',
        DESKLEDGER_ROOT_PASSWORD: ROOT_PASSWORD,
        DESKLEDGER_ROOT_ACCESS_KEY: ROOT_KEY.accessKey,
        DESKLEDGER_ROOT_SECRET_KEY: ROOT_KEY.secretKey,
        DESKLEDGER_FAULTS: 'true',
        DESKLEDGER_LOG_LEVEL: 'silent',
      },
      {},
    )
    return new RunningLedger(await startServer(settings, () => time.now), directory, time)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.connections.destroy()
    await this.server.stop()
    await rm(this.directory, { recursive: true })
  }

  get now(): Date {
    return this.time.now
  }

  /** Host and port. */
  get host(): string {
    return new URL(this.server.url).host
  }

  /** What is made when it is first asked for. */
  async shared<T>(key: string, make: () => Promise<T>): Promise<T> {
    if (!this.made.has(key)) this.made.set(key, await make())
    // What stands under a key was made by the same function.
    return this.made.get(key) as T
  }

  /** Does something at another time. */
  async at<T>(now: Date, act: () => Promise<T>): Promise<T> {
    const before = this.time.now
    this.time.now = now
    try {
      return await act()
    } finally {
      this.time.now = before
    }
  }

  /** Sends a request as it is. */
  send({ method, target, headers, body }: Sent): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const length = body === undefined ? {} : { 'Content-Length': Buffer.byteLength(body) }
      const { hostname, port } = new URL(this.server.url)
      const sent = request(
        { hostname, port, method, path: target, agent: this.connections, headers: { ...headers, ...length } },
        async (message) => {
          const pieces: Buffer[] = []
          try {
            for await (const piece of message) pieces.push(piece)
            resolve({ status: message.statusCode ?? 0, headers: message.headers, bytes: Buffer.concat(pieces) })
          } catch (error) {
            reject(error)
          }
        },
      )
      sent.on('error', reject)
      sent.end(body)
    })
  }
}

import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type ConnectionRankingQuestion,
  type ConnectionRecord,
  type ConnectionSeriesQuestion,
  type CutOff,
  DirectExports,
  type Entity,
  type ExportFileStore,
  type ExportTask,
  type ExportTaskStore,
  ExportTasks,
  type FileFormat,
  type MergeOptions,
  type MergeOutcome,
  type OnlineUserQuestion,
  PersonEraser,
  type ProjectScope,
  type RecordQuery,
  type RecordStore,
  Retention,
  type Session,
} from '@deskledger/domain'
import { signRequest } from '@deskledger/signing'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { RememberedAuditLog } from './audit/audit-log.fixture.js'
import { RememberedHolds } from './holds.fixture.js'
import { anAccount, identities } from './identities.fixture.js'
import { type AdmissionLimits, buildApp, type HttpParts } from './index.js'

export const HOST = 'ledger.test'
export const PROJECT = '0123456789abcdef0123456789abcdef'
export const OTHER_PROJECT = 'fedcba9876543210fedcba9876543210'
export const TASK_ID = 'aaaabbbbccccddddeeeeffff00001111'

/** The key that requests are signed with unless a test says otherwise: that of the root user ada of the account acme. */
export const KEY = { accessKey: 'AKOWNER', secretKey: 'secret of AKOWNER' }

/** The account acme, and another one with the key AKOTHER. */
const ENTITIES = [
  ...anAccount('acme', PROJECT, KEY.accessKey, { rootName: 'ada' }),
  ...anAccount('umbrella', OTHER_PROJECT, 'AKOTHER'),
]

const CREATED = new Date('2026-01-01T00:00:00.000Z')

export interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly headers?: Record<string, string>
  readonly body?: string | Buffer
  readonly accessKey?: string
  readonly secretKey?: string
  /** Of a temporary key. */
  readonly securityToken?: string
  /** Sent in place of a signature. */
  readonly token?: string
  /** Seconds by which the client's clock is ahead. */
  readonly clockSkewSeconds?: number
  readonly remoteAddress?: string
}

/** Nothing is refused for being too much. */
export const AMPLE: AdmissionLimits = {
  requests: 1000,
  requestsOfUser: 1000,
  requestsOfProject: 1000,
  requestsOfUserPerSecond: 1000,
  waitingQueries: 1000,
  bytesOfUserPerSecond: 1_000_000_000,
  bytesOfProjectPerSecond: 1_000_000_000,
  bodies: 1000,
  bodiesOfUser: 1000,
  unprovenBodies: 1000,
  unprovenBodiesOfAddress: 1000,
  downloadsOfProject: 1000,
  downloadsOfUser: 1000,
}

/** What statistics answer. */
const COUNTS = { connectionCount: 4, failureCount: 3, breakCount: 1, userCount: 2 }
const LATENCIES = { count: 3, p10: 10, p50: 50, p90: 90 }
const NEWEST = new Date('2026-01-02T03:00:00.000Z')

/** No body is too slow. */
const PATIENT = { graceMs: 0, bytesPerSecond: 0 }

/** A header, then each row as it comes. */
const LINES: FileFormat = {
  layout: ({ columns, timeZone }) => ({ syntax: 'csv', columns, timeZone, booleanWords: { yes: 'Yes', no: 'No' } }),
  async *encode(rows) {
    yield Buffer.from('rows:\n')
    for await (const { bytes } of rows) yield* bytes
  },
}

/** The application over ports that remember what they were asked; full behaviour is tested in acceptance. */
export class TestApplication {
  readonly tasks = new Map<string, ExportTask>()
  readonly files = new Map<string, Buffer>()
  readonly merges: { text: string; lineCount: number; options: MergeOptions; projectId: string }[] = []
  readonly listed: { query: RecordQuery; offset: number; limit: number }[] = []
  readonly counted: (OnlineUserQuestion | ProjectScope | ConnectionSeriesQuestion | ConnectionRankingQuestion)[] = []
  readonly rendered: { query: RecordQuery; cutOff: CutOff }[] = []
  readonly released: CutOff[] = []
  readonly audit = new RememberedAuditLog()
  readonly holds = new RememberedHolds()
  records: readonly ConnectionRecord[] = []
  /** The rows of the next files, as bytes. */
  onRender: (signal?: AbortSignal) => AsyncIterable<Uint8Array> = async function* () {
    yield Buffer.from('one\n')
  }
  /** What the next merge does. */
  onMerge: () => MergeOutcome | Promise<MergeOutcome> = () => ({
    created: 1,
    updated: 0,
    unchanged: 0,
    refusedCount: 0,
    refusals: [],
    isStored: true,
  })
  openFiles = 0
  readonly app: FastifyInstance

  private constructor(
    readonly spoolDirectory: string,
    who: Awaited<ReturnType<typeof identities>>,
    private readonly time: { now: Date },
    overrides: Partial<HttpParts>,
  ) {
    const clock = () => this.now
    const records = this.recordStore()
    const exportTasks = new ExportTasks({
      records,
      tasks: this.taskStore(),
      files: this.fileStore(),
      clock,
      onSubmitted: () => {},
      onRemoved: () => {},
      windowDays: 30,
      maxUnfinished: 2,
    })
    this.app = buildApp({
      records,
      exportTasks,
      ...who,
      directExports: new DirectExports({
        records,
        formats: { csv: LINES, xlsx: LINES, ndjson: LINES, parquet: LINES },
        clock,
        maxOpen: 2,
      }),
      clock,
      retention: new Retention({ records: this.holds, clock, retentionDays: 30 }),
      eraser: new PersonEraser({ records: this.erasable(records), exportTasks, audit: this.audit }),
      audit: this.audit,
      exportAccess: 'open',
      spoolDirectory,
      queryTimeoutMs: 30_000,
      defaultFormat: 'xlsx',
      region: 'local-1',
      settings: [{ name: 'DESKLEDGER_PORT', value: '0', default_text: '8080', description: 'port', is_secret: false }],
      signingKeys: [{ keyId: 'abc', pem: 'PEM', createdAt: CREATED }],
      limits: AMPLE,
      bodyPace: PATIENT,
      readiness: async () => 'ready',
      version: '0.1.0',
      ...overrides,
    })
  }

  static async start(
    overrides: Partial<HttpParts> = {},
    entities: readonly Entity[] = ENTITIES,
    sessions: readonly Session[] = [],
  ): Promise<TestApplication> {
    const time = { now: new Date('2026-01-02T03:04:05.678Z') }
    const who = await identities(
      entities,
      () => time.now,
      async () => [],
      sessions,
    )
    return new TestApplication(await mkdtemp(join(tmpdir(), 'http-spool-')), who, time, overrides)
  }

  private erasable(records: RecordStore): ConstructorParameters<typeof PersonEraser>[0]['records'] {
    return {
      list: (query, page) => records.list(query, page),
      legalHoldsOver: (...who) => this.holds.legalHoldsOver(...who),
      erasePerson: (...who) => this.holds.erasePerson(...who),
    }
  }

  get now(): Date {
    return this.time.now
  }

  set now(now: Date) {
    this.time.now = now
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop()
  }

  async stop(): Promise<void> {
    this.app.server.closeAllConnections()
    await this.app.close()
    await rm(this.spoolDirectory, { recursive: true })
  }

  /** The head of a signed request as it goes over a connection, which is closed after the answer. */
  head(path: string, call: Call = {}, ...others: readonly string[]): string {
    const signed = Object.entries(this.signed(path, call)).map(([name, value]) => `${name}: ${value}`)
    const lines = [
      `${call.method ?? 'GET'} ${path} HTTP/1.1`,
      `Host: ${HOST}`,
      'Connection: close',
      ...signed,
      ...others,
    ]
    return `${lines.join('\r\n')}\r\n\r\n`
  }

  /** Sends a signed request without a network. */
  async call(path: string, call: Call = {}): Promise<LightMyRequestResponse> {
    const { method = 'GET', body, remoteAddress } = call
    const headers = { host: HOST, ...this.signed(path, call) }
    return this.app.inject({
      method,
      url: path,
      headers,
      ...(body === undefined ? {} : { payload: body }),
      ...(remoteAddress === undefined ? {} : { remoteAddress }),
    })
  }

  /** Sends a value as JSON. */
  send(method: Call['method'], path: string, value: unknown, call: Call = {}): Promise<LightMyRequestResponse> {
    const headers = { 'content-type': 'application/json', ...call.headers }
    return this.call(path, { ...call, method: method ?? 'POST', headers, body: JSON.stringify(value) })
  }

  /** The headers of a signed request, or of one with a token; Host left out. */
  signed(path: string, call: Call = {}): Record<string, string> {
    const { method = 'GET', headers, body, accessKey = KEY.accessKey, securityToken, clockSkewSeconds = 0 } = call
    if (call.token !== undefined) return { ...headers, 'x-auth-token': call.token }
    return signRequest(
      { method, url: `http://${HOST}${path}`, headers, body },
      { accessKey, secretKey: call.secretKey ?? `secret of ${accessKey}`, securityToken },
      new Date(this.now.getTime() + clockSkewSeconds * 1000),
    )
  }

  /** A real connection. @param localAddress where it comes from */
  async connection(localAddress = '127.0.0.1'): Promise<Socket> {
    if (!this.app.server.listening) await this.app.listen({ port: 0, host: '127.0.0.1' })
    const { port } = this.app.server.address() as AddressInfo
    const socket = connect({ port, host: '127.0.0.1', localAddress })
    await once(socket, 'connect')
    return socket
  }

  /** Has a client leave in the middle of the synchronous export of {@link PROJECT}. */
  async leaveDuringExport(): Promise<void> {
    this.onRender = async function* () {
      yield Buffer.from('first\n')
      await new Promise(() => {})
    }
    const socket = await this.connection()
    socket.write(this.head(`/v2/${PROJECT}/connections/desktops/export`))
    await once(socket, 'data')
    socket.destroy()
  }

  /** Sends text over a real connection. @returns all that came back until it was closed */
  async exchange(text: string): Promise<string> {
    const socket = await this.connection()
    return new Promise((resolve) => {
      const received: Buffer[] = []
      socket.write(text, 'latin1')
      socket.on('data', (piece: Buffer) => received.push(piece))
      socket.on('error', () => {})
      socket.on('close', () => resolve(Buffer.concat(received).toString('latin1')))
    })
  }

  spooledFiles(): Promise<string[]> {
    return readdir(this.spoolDirectory)
  }

  private recordStore(): RecordStore {
    const render = (signal?: AbortSignal) => this.onRender(signal)
    const store: Omit<RecordStore, 'count' | 'enterpriseProjects' | 'close'> = {
      merge: async (projectId, { path, lineCount }, options) => {
        this.merges.push({ text: await readFile(path, 'utf8'), lineCount, options, projectId })
        return this.onMerge()
      },
      list: async (query, { offset, limit }) => {
        this.listed.push({ query, offset, limit })
        return { items: this.records, totalCount: this.records.length }
      },
      hold: async () => ({ sequence: 7, at: this.now }),
      release: async (cutOff) => void this.released.push(cutOff),
      render: (query, cutOff, _layout, options) => {
        this.rendered.push({ query, cutOff })
        return (async function* () {
          yield { section: 0, rowCount: 1, bytes: render(options?.signal) }
        })()
      },
      countOnlineUsers: async (question) => {
        this.counted.push(question)
        return [{ startsAt: question.from, userCount: 5 }]
      },
      connectionSeries: async (question) => {
        this.counted.push(question)
        return [{ ...COUNTS, startsAt: NEWEST, onlineUserCount: 5, e2eRttMs: LATENCIES, networkRttMs: { count: 0 } }]
      },
      connectionRanking: async (question) => {
        this.counted.push(question)
        const item = { ...COUNTS, value: 'zoe', connectedMs: 61_999, e2eRttMs: LATENCIES, lastStartedAt: NEWEST }
        return { groupCount: 7, withoutValueCount: 6, items: [item] }
      },
      countDesktops: async (scope) => {
        this.counted.push(scope)
        return { inUse: 2, ready: 3 }
      },
    }
    // What is left out is for others.
    return store as RecordStore
  }

  private taskStore(): ExportTaskStore {
    const tasks = this.tasks
    const all = () => [...tasks.values()]
    const store: Pick<ExportTaskStore, 'add' | 'find' | 'list' | 'markDownloaded' | 'remove'> = {
      add: async (task, maxUnfinished) => {
        if (all().filter(({ status }) => status === 'CREATING').length >= maxUnfinished) return false
        tasks.set(task.taskId, task)
        return true
      },
      find: async ({ projectId }, taskId) =>
        all().find((task) => task.taskId === taskId && task.request.query.projectId === projectId),
      list: async () => ({ items: all(), totalCount: tasks.size }),
      markDownloaded: async (_scope, taskId) => {
        const task = tasks.get(taskId)
        if (task) tasks.set(taskId, { ...task, isDownloaded: true })
      },
      remove: async (_scope, taskIds) => {
        const removed = all().filter(({ taskId }) => taskIds.includes(taskId))
        for (const { taskId } of removed) tasks.delete(taskId)
        return removed
      },
    }
    return store as ExportTaskStore
  }

  private fileStore(): ExportFileStore {
    const store: Pick<ExportFileStore, 'open' | 'manifest' | 'remove'> = {
      open: async (key) => {
        const bytes = this.files.get(key)
        if (bytes === undefined) return undefined
        this.openFiles += 1
        let isOpen = true
        return {
          byteCount: bytes.byteLength,
          async *read(range = { from: 0, to: bytes.byteLength - 1 }) {
            for (let at = range.from; at <= range.to; at += 65_536) {
              yield bytes.subarray(at, Math.min(at + 65_536, range.to + 1))
            }
          },
          close: async () => {
            if (isOpen) this.openFiles -= 1
            isOpen = false
          },
        }
      },
      manifest: async (key) => (this.files.has(key) ? '{"payload":"e30="}' : undefined),
      remove: async (key) => void this.files.delete(key),
    }
    return store as ExportFileStore
  }
}

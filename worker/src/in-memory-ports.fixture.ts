import { createHash } from 'node:crypto'
import {
  type Alterations,
  type CutOff,
  type ExportClaim,
  type ExportFileStore,
  type ExportProgress,
  type ExportTask,
  type ExportTaskStore,
  expire,
  type FileFormat,
  type OpenedFile,
  type ProjectScope,
  type RecordStore,
  type RenderedRows,
} from '@deskledger/domain'
import type { ExportParts } from './export-parts.js'
import { FilesInUse } from './files-in-use.js'

/** The clock of a test; it moves only when told. */
export const START = new Date('2025-03-01T09:00:00.000Z')

/** Keeps tasks in memory, with real claims: the stores that a product runs on stand in engines/. */
class TasksInMemory implements ExportTaskStore {
  readonly tasks = new Map<string, ExportTask>()
  readonly claims = new Map<string, ExportClaim>()
  private readonly attempts = new Map<string, number>()

  async add(task: ExportTask, maxUnfinished = Number.POSITIVE_INFINITY): Promise<boolean> {
    if ((await this.unfinished()).length >= maxUnfinished) return false
    this.tasks.set(task.taskId, task)
    return true
  }
  async find(_scope: ProjectScope, taskId: string): Promise<ExportTask | undefined> {
    return this.tasks.get(taskId)
  }
  async list(): Promise<{ items: ExportTask[]; totalCount: number }> {
    const items = [...this.tasks.values()]
    return { items, totalCount: items.length }
  }
  async unfinished(): Promise<ExportTask[]> {
    return [...this.tasks.values()].filter((task) => task.status === 'CREATING')
  }
  async claim(workerId: string, now: Date, leaseMs: number): Promise<ExportClaim | undefined> {
    const [task] = (await this.unfinished()).filter(({ taskId }) => !this.isLeased(taskId, now))
    if (task === undefined) return undefined
    const attempt = (this.attempts.get(task.taskId) ?? 0) + 1
    this.attempts.set(task.taskId, attempt)
    const claim = { task, attempt, workerId, until: new Date(now.getTime() + leaseMs) }
    this.claims.set(task.taskId, claim)
    return claim
  }
  async renew(claim: ExportClaim, progress: ExportProgress, until: Date): Promise<ExportClaim | undefined> {
    if (!this.isHeld(claim)) return undefined
    const renewed = { ...claim, task: { ...claim.task, progress }, until }
    this.tasks.set(claim.task.taskId, renewed.task)
    this.claims.set(claim.task.taskId, renewed)
    return renewed
  }
  async giveBack(claim: ExportClaim): Promise<void> {
    if (this.isHeld(claim)) this.claims.delete(claim.task.taskId)
  }
  async releaseAllLeases(): Promise<void> {
    this.claims.clear()
  }
  async finish(claim: ExportClaim, finished: ExportTask): Promise<boolean> {
    if (!this.isHeld(claim)) return false
    this.tasks.set(finished.taskId, finished)
    return this.claims.delete(finished.taskId)
  }
  async markDownloaded(_scope: ProjectScope, taskId: string): Promise<void> {
    const task = this.tasks.get(taskId)
    if (task) this.tasks.set(taskId, { ...task, isDownloaded: true })
  }
  async due(now: Date): Promise<ExportTask[]> {
    return [...this.tasks.values()].filter(
      (task) => task.status === 'SUCCESS' && task.expiresAt && task.expiresAt <= now,
    )
  }
  async markExpired({ taskId }: ExportTask): Promise<void> {
    const task = this.tasks.get(taskId)
    if (task?.status === 'SUCCESS') this.tasks.set(taskId, expire(task))
  }
  async remove(_scope: ProjectScope, taskIds: readonly string[]): Promise<ExportTask[]> {
    return taskIds.flatMap((taskId) => {
      const task = this.tasks.get(taskId)
      this.claims.delete(taskId)
      return task && this.tasks.delete(taskId) ? [task] : []
    })
  }
  async fileKeys(): Promise<Set<string>> {
    return new Set(
      [...this.tasks.values()].flatMap(({ status, file }) => (status === 'SUCCESS' && file ? [file.key] : [])),
    )
  }

  private isLeased(taskId: string, now: Date): boolean {
    const claim = this.claims.get(taskId)
    return claim !== undefined && claim.until > now
  }
  private isHeld(claim: ExportClaim): boolean {
    return this.claims.get(claim.task.taskId)?.attempt === claim.attempt
  }
}

/** A ledger of text rows. `beforeRow` lets a test pause or fail in the middle. */
class RowsInMemory implements Pick<RecordStore, 'count' | 'render' | 'release'> {
  readonly released: CutOff[] = []
  alterations: Alterations | undefined
  expected: number
  beforeRow: (index: number, signal?: AbortSignal) => Promise<void> = async () => undefined

  constructor(readonly rows: readonly string[]) {
    this.expected = rows.length
  }
  async count(): Promise<number> {
    return this.expected
  }
  async *render(...[, , , options]: Parameters<RecordStore['render']>): AsyncGenerator<RenderedRows> {
    for (const [index, row] of this.rows.entries()) {
      await this.beforeRow(index, options?.signal)
      yield { section: 0, rowCount: 1, bytes: piecesOf(row), alterations: this.alterations }
    }
  }
  async release(cutOff: CutOff): Promise<void> {
    this.released.push(cutOff)
  }
}

async function* piecesOf(row: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(`${row}\n`)
}

/** A header, then each row as it comes. */
const LINES: FileFormat = {
  layout: ({ columns, timeZone }) => ({ syntax: 'csv', columns, timeZone, booleanWords: { yes: 'Yes', no: 'No' } }),
  async *encode(rows) {
    yield Buffer.from('rows:\n')
    for await (const { bytes } of rows) yield* bytes
  },
}

/** What was logged: level, message, fields. */
type Logged = [level: string, message: string, fields: object]

/** Parts around the two stores; `set` moves the clock. */
export interface TestParts extends ExportParts {
  readonly records: RowsInMemory
  readonly tasks: TasksInMemory
  readonly logged: Logged[]
  readonly pass: (ms: number) => void
}

/** All parts of an export, with the store of files that is given. */
export function partsWith(files: ExportFileStore, rows: readonly string[] = ['one', 'two', 'three']): TestParts {
  let now = START
  const logged: Logged[] = []
  const log = (level: string) => (fields: object, message: string) => void logged.push([level, message, fields])
  return {
    records: new RowsInMemory(rows),
    tasks: new TasksInMemory(),
    files,
    formats: { csv: LINES, xlsx: LINES, ndjson: LINES, parquet: LINES },
    filesInUse: new FilesInUse(),
    clock: () => now,
    logger: { info: log('info'), warn: log('warn'), error: log('error') },
    sealManifest: (manifest) => JSON.stringify(manifest),
    logged,
    pass: (ms) => {
      now = new Date(now.getTime() + ms)
    },
  }
}

/** A task that was just asked for. */
export function aTask(taskId = 'task'): ExportTask {
  return {
    taskId,
    fileName: `ConnectionRecords_20250301090000_${taskId}.csv`,
    request: {
      query: { projectId: 'project', startedUntil: START },
      format: 'csv',
      language: 'en_US',
      timeZone: 'UTC',
      columns: ['computerName'],
    },
    cutOff: { sequence: 7, at: START },
    requestedBy: { userId: 'user-1', userName: 'ada' },
    status: 'CREATING',
    createdAt: START,
    progress: { rowsWritten: 0 },
    isDownloaded: false,
  }
}

/** A gate that stays shut until it is opened. */
export interface Gate {
  readonly open: () => void
  readonly passed: Promise<void>
}

export function aGate(): Gate {
  let open: () => void = () => undefined
  const passed = new Promise<void>((resolve) => {
    open = resolve
  })
  return { open, passed }
}

/** The whole text of an opened file. */
export async function textOf(opened: OpenedFile | undefined): Promise<string | undefined> {
  if (opened === undefined) return undefined
  const pieces: Uint8Array[] = []
  for await (const piece of opened.read()) pieces.push(piece)
  return Buffer.concat(pieces).toString()
}

/** Lower-case hex digest of a text. */
export function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

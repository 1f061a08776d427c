import { chmod, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type AuditEntry,
  type AuditEvent,
  type AuditLog,
  AuditLogUnavailableError,
  type AuditPage,
  type AuditQuery,
  type Clock,
  type ErasureOrder,
} from '@deskledger/domain'
import { CHECKPOINT_FILE, type Link, type SigningKey, sealCheckpoint } from '@deskledger/proof'
import { DIRECTORY_MODE, syncDirectory } from '../disk.js'
import { type AppendFile, type OpenAppendFile, openAppendFile } from './append-file.js'
import { erasePersonal } from './erase.js'
import { linked } from './link-events.js'
import { listEntries } from './list-entries.js'
import { OpenSegment } from './open-segment.js'
import { checkCheckpoints, type LogEnd, readLogEnd } from './read-log-end.js'

/** What an audit log is opened with. */
export interface AuditLogOptions {
  readonly directory: string
  /** Signs checkpoints. */
  readonly key: SigningKey
  readonly clock: Clock
  /** A file that has grown beyond this is followed by another one. @default 4 MiB */
  readonly segmentBytes?: number
  /** Entries after which a checkpoint is written without being asked for. @default 1_000 */
  readonly checkpointEntries?: number
  /** After a failure, so long passes before the files are tried again, in milliseconds. @default 500 */
  readonly retryMs?: number
  /** Tells what happened that nobody waits for. @default nobody */
  readonly onFailure?: (error: unknown) => void
  /** @default files of the disk */
  readonly openFile?: OpenAppendFile
}

/** Events that could not be recorded and are still to be; more are dropped, since nothing is done meanwhile. */
const MAX_OWED = 10_000

/** Most entries that are written at once. */
const MAX_GROUP = 1_000

interface Waiting {
  readonly event: AuditEvent
  readonly isDone: boolean
  readonly resolve: (entry: AuditEntry) => void
  readonly reject: (error: unknown) => void
}

/**
 * Opens the audit log in a directory, which is made when missing. What a killed server was writing, and nobody was told
 * of, is cut off.
 *
 * @throws {DamagedSegmentError} the files are not what was written to them, or end before their last checkpoint
 */
export async function openAuditLog(options: AuditLogOptions): Promise<AuditLog> {
  const { directory, openFile = openAppendFile } = options
  await mkdir(directory, { recursive: true, mode: DIRECTORY_MODE })
  await chmod(directory, DIRECTORY_MODE)
  const end = await readLogEnd(directory)
  const checkpointEnd = await checkCheckpoints(directory, end)
  const segment = await openEnd(directory, end, openFile)
  const checkpoints = await openFile(join(directory, CHECKPOINT_FILE))
  await checkpoints.truncate(checkpointEnd.byteCount)
  await syncDirectory(directory)
  return new DirectoryAuditLog(options, end.head, checkpointEnd.sequence, segment, checkpoints)
}

function openEnd(
  directory: string,
  { first, byteCount, head }: LogEnd,
  openFile: OpenAppendFile,
): Promise<OpenSegment> {
  return OpenSegment.open({ directory, first, entryBytes: byteCount, lastSequence: head.sequence, openFile })
}

class DirectoryAuditLog implements AuditLog {
  private readonly waiting: Waiting[] = []
  private owed: AuditEvent[] = []
  private failedAtMs: number | undefined
  /** Whatever touches the files, one after another. */
  private work: Promise<unknown> = Promise.resolve()
  private isWriting = false
  private isClosed = false
  /** Text of the last checkpoint that this process wrote. */
  private lastCheckpoint: string | undefined

  constructor(
    private readonly options: AuditLogOptions,
    /** Of what is durable. */
    private head: Link,
    private checkpointed: number,
    private segment: OpenSegment,
    private readonly checkpoints: AppendFile,
  ) {}

  append(event: AuditEvent, { isDone = false }: { readonly isDone?: boolean } = {}): Promise<AuditEntry> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ event, isDone, resolve, reject })
      if (this.isWriting) return
      this.isWriting = true
      void this.serially(() => this.writeWaiting())
    })
  }

  async ready(): Promise<void> {
    if (this.isClosed) throw new AuditLogUnavailableError()
    if (this.failedAtMs !== undefined || this.owed.length > 0) await this.serially(() => this.recover())
  }

  list(query: AuditQuery): Promise<AuditPage> {
    return listEntries(this.options.directory, query, this.head.sequence)
  }

  erase(order: ErasureOrder): Promise<number> {
    const { directory } = this.options
    return this.serially(async () => {
      await this.recover()
      let count = 0
      await this.segment.replacingPersonal(async () => {
        count = await erasePersonal(directory, order)
      })
      return count
    })
  }

  checkpoint(): Promise<string> {
    return this.serially(async () => {
      await this.recover()
      const last = this.lastCheckpoint
      return last !== undefined && this.checkpointed === this.head.sequence ? last : this.writeCheckpoint()
    })
  }

  async close(): Promise<void> {
    if (this.isClosed) return
    await this.serially(async () => {
      this.isClosed = true
      try {
        await this.recover()
        if (this.checkpointed < this.head.sequence) await this.writeCheckpoint()
      } catch (error) {
        this.options.onFailure?.(error)
      }
      await this.segment.close()
      await this.checkpoints.close()
    })
  }

  private serially<T>(step: () => Promise<T>): Promise<T> {
    const done = this.work.then(step)
    this.work = done.catch(() => undefined)
    return done
  }

  /** What comes in while a group is being written is the next group: one sync serves all of it. */
  private async writeWaiting(): Promise<void> {
    const group = this.waiting.splice(0, MAX_GROUP)
    try {
      if (this.isClosed) throw new AuditLogUnavailableError()
      await this.recover()
      const entries = await this.write(group.map(({ event }) => event))
      for (const [at, { resolve }] of group.entries()) resolve(entries[at] as AuditEntry)
      await this.checkpointIfDue()
    } catch (error) {
      this.owe(group.flatMap(({ event, isDone }) => (isDone ? [event] : [])))
      for (const { reject } of group) reject(error)
    }
    this.isWriting = this.waiting.length > 0
    if (this.isWriting) void this.serially(() => this.writeWaiting())
  }

  private async write(events: readonly AuditEvent[]): Promise<readonly AuditEntry[]> {
    const { entries, text, head } = linked(events, this.head)
    try {
      if (this.segment.byteCount > (this.options.segmentBytes ?? 4 * 1_048_576)) await this.rotate()
      await this.segment.append(text)
    } catch (error) {
      this.failedAtMs = performance.now()
      this.options.onFailure?.(error)
      throw unavailable(error)
    }
    this.head = head
    return entries
  }

  private async rotate(): Promise<void> {
    const { directory, openFile = openAppendFile } = this.options
    const end = { first: this.head.sequence + 1, byteCount: 0, head: this.head }
    const next = await openEnd(directory, end, openFile)
    const full = this.segment
    this.segment = next
    await full.close()
  }

  /**
   * After a failed write or sync nobody knows what is on disk, and asking again would not tell (a second sync reports
   * success). So the files are opened anew, cut to what was durable, and compared with what this process knows.
   */
  private async recover(): Promise<void> {
    const { directory, openFile = openAppendFile, retryMs = 500 } = this.options
    if (this.failedAtMs !== undefined) {
      if (performance.now() - this.failedAtMs < retryMs) throw new AuditLogUnavailableError()
      try {
        await this.segment.close().catch(() => undefined)
        const { first, byteCount } = this.segment
        this.segment = await openEnd(directory, { first, byteCount, head: this.head }, openFile)
        const { head } = await readLogEnd(directory)
        if (head.hash !== this.head.hash) throw new Error('The audit log is not what was written to it.')
        this.failedAtMs = undefined
      } catch (error) {
        this.failedAtMs = performance.now()
        this.options.onFailure?.(error)
        throw unavailable(error)
      }
    }
    if (this.owed.length > 0) {
      await this.write(this.owed)
      this.owed = []
    }
  }

  private owe(events: readonly AuditEvent[]): void {
    this.owed.push(...events.slice(0, MAX_OWED - this.owed.length))
  }

  private async checkpointIfDue(): Promise<void> {
    const { checkpointEntries = 1_000, onFailure } = this.options
    if (this.head.sequence - this.checkpointed < checkpointEntries) return
    // Nobody waits for it; the next one covers what it was to cover.
    await this.writeCheckpoint().catch((error: unknown) => onFailure?.(error))
  }

  private async writeCheckpoint(): Promise<string> {
    const { key, clock } = this.options
    const { sequence } = this.head
    const text = JSON.stringify(sealCheckpoint(this.head, clock(), key))
    try {
      await this.checkpoints.append(`${text}\n`)
      await this.checkpoints.sync()
    } catch (error) {
      throw unavailable(error)
    }
    this.checkpointed = sequence
    this.lastCheckpoint = text
    return text
  }
}

function unavailable(error: unknown): unknown {
  return error instanceof AuditLogUnavailableError ? error : new AuditLogUnavailableError({ cause: error })
}

import {
  type AuditEntry,
  type AuditEvent,
  type AuditLog,
  AuditLogUnavailableError,
  type AuditPage,
  type AuditQuery,
  type ErasureOrder,
} from '@deskledger/domain'
import { ChainWriter, type ChainWriterOptions } from '../chain/chain-writer.js'
import { erasePersonal } from './erase.js'
import { linked } from './link-events.js'
import { listEntries } from './list-entries.js'

/** What an audit log is opened with. */
export type AuditLogOptions = Omit<ChainWriterOptions, 'checkpointType' | 'hasPersonal'>

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
  return new DirectoryAuditLog(options, await ChainWriter.open({ ...options, hasPersonal: true }))
}

class DirectoryAuditLog implements AuditLog {
  private readonly waiting: Waiting[] = []
  private owed: AuditEvent[] = []
  /** Whatever touches the files, one after another. */
  private work: Promise<unknown> = Promise.resolve()
  private isWriting = false
  private isClosed = false

  constructor(
    private readonly options: AuditLogOptions,
    private readonly writer: ChainWriter,
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
    if (this.writer.isFailed || this.owed.length > 0) await this.serially(() => this.recover())
  }

  list(query: AuditQuery): Promise<AuditPage> {
    return listEntries(this.options.directory, query, this.writer.head.sequence)
  }

  erase(order: ErasureOrder): Promise<number> {
    const { directory } = this.options
    return this.serially(async () => {
      await this.recover()
      let count = 0
      await this.writer.replacingPersonal(async () => {
        count = await erasePersonal(directory, order)
      })
      return count
    })
  }

  checkpoint(): Promise<string> {
    return this.serially(async () => {
      await this.recover()
      return this.orUnavailable(() => this.writer.checkpoint())
    })
  }

  async close(): Promise<void> {
    if (this.isClosed) return
    await this.serially(async () => {
      this.isClosed = true
      try {
        await this.recover()
        if (this.writer.unsignedCount > 0) await this.writer.checkpoint()
      } catch (error) {
        this.options.onFailure?.(error)
      }
      await this.writer.close()
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
      await this.writer.checkpointIfDue()
    } catch (error) {
      this.owe(group.flatMap(({ event, isDone }) => (isDone ? [event] : [])))
      for (const { reject } of group) reject(error)
    }
    this.isWriting = this.waiting.length > 0
    if (this.isWriting) void this.serially(() => this.writeWaiting())
  }

  private async write(events: readonly AuditEvent[]): Promise<readonly AuditEntry[]> {
    const { entries, text, head } = linked(events, this.writer.head)
    await this.orUnavailable(() => this.writer.write(text, head))
    return entries
  }

  /** What could not be recorded before goes first. */
  private async recover(): Promise<void> {
    await this.orUnavailable(() => this.writer.recover())
    if (this.owed.length > 0) {
      await this.write(this.owed)
      this.owed = []
    }
  }

  private owe(events: readonly AuditEvent[]): void {
    this.owed.push(...events.slice(0, MAX_OWED - this.owed.length))
  }

  private async orUnavailable<T>(step: () => Promise<T>): Promise<T> {
    try {
      return await step()
    } catch (error) {
      throw new AuditLogUnavailableError({ cause: error })
    }
  }
}

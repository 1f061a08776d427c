import { chmod, mkdir } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { Clock } from '@deskledger/domain'
import { CHECKPOINT_FILE, CHECKPOINT_TYPE, type Link, type SigningKey, sealCheckpoint } from '@deskledger/proof'
import { DIRECTORY_MODE, syncDirectory } from '../disk.js'
import { type AppendFile, type OpenAppendFile, openAppendFile } from './append-file.js'
import { OpenSegment, type SegmentText } from './open-segment.js'
import { checkCheckpoints, type LogEnd, readLogEnd } from './read-log-end.js'

/** What a chain on disk is written with. */
export interface ChainWriterOptions {
  readonly directory: string
  /** Signs checkpoints. */
  readonly key: SigningKey
  readonly clock: Clock
  /** `payloadType` of the checkpoints. @default CHECKPOINT_TYPE */
  readonly checkpointType?: string
  /** Whether personal values stand beside the entries. @default false */
  readonly hasPersonal?: boolean
  /** A file that has grown beyond this is followed by another one. @default 4 MiB */
  readonly segmentBytes?: number
  /** Entries after which {@link ChainWriter.checkpointIfDue} writes a checkpoint. @default 1_000 */
  readonly checkpointEntries?: number
  /** After a failure, so long passes before the files are tried again, in milliseconds. @default 500 */
  readonly retryMs?: number
  /** Tells of every failed try. @default nobody */
  readonly onFailure?: (error: unknown) => void
  /** @default files of the disk */
  readonly openFile?: OpenAppendFile
}

/** The files failed a moment ago; the next try is due later. */
class TriedJustNowError extends Error {}

/** The files of a chain, written at their end. Calls are made one after another. */
export class ChainWriter {
  private failedAtMs: number | undefined
  /** Text of the last checkpoint that this process wrote. */
  private lastCheckpoint: string | undefined

  private constructor(
    private readonly options: ChainWriterOptions,
    /** Of what is durable. */
    private durable: Link,
    private checkpointed: number,
    private segment: OpenSegment,
    private readonly checkpoints: AppendFile,
    /** What the last entry said when the chain was opened; none before the first. */
    readonly openedAt: LogEnd['facts'],
  ) {}

  /**
   * Opens the chain in a directory, which is made when missing. What a killed server was writing, and nobody was told of,
   * is cut off.
   *
   * @throws {DamagedSegmentError} the files are not what was written to them, or end before their last checkpoint
   */
  static async open(options: ChainWriterOptions): Promise<ChainWriter> {
    const { directory, openFile = openAppendFile, checkpointType = CHECKPOINT_TYPE } = options
    const isNew = (await mkdir(directory, { recursive: true, mode: DIRECTORY_MODE })) !== undefined
    if (isNew) await syncDirectory(dirname(resolve(directory)))
    await chmod(directory, DIRECTORY_MODE)
    const end = await readLogEnd(directory)
    const checkpointEnd = await checkCheckpoints(directory, end, checkpointType)
    const segment = await openEnd(options, end)
    const checkpoints = await openFile(join(directory, CHECKPOINT_FILE))
    await checkpoints.truncate(checkpointEnd.byteCount)
    await syncDirectory(directory)
    return new ChainWriter(options, end.head, checkpointEnd.sequence, segment, checkpoints, end.facts)
  }

  /** The last entry that is durable. */
  get head(): Link {
    return this.durable
  }

  /** Whether a write failed since the files were opened. */
  get isFailed(): boolean {
    return this.failedAtMs !== undefined
  }

  /** Entries since the last checkpoint. */
  get unsignedCount(): number {
    return this.durable.sequence - this.checkpointed
  }

  /** Appends whole lines, durably; `head` is the last of them. After a failure, {@link recover} comes first. */
  async write(text: SegmentText, head: Link): Promise<void> {
    try {
      if (this.segment.byteCount > (this.options.segmentBytes ?? 4 * 1_048_576)) await this.rotate()
      await this.segment.append(text)
    } catch (error) {
      this.fail(error)
      throw error
    }
    this.durable = head
  }

  /**
   * After a failed write or sync nobody knows what is on disk, and asking again would not tell (a second sync reports
   * success). So the files are opened anew, cut to what was durable, and compared with what this process knows.
   */
  async recover(): Promise<void> {
    if (this.failedAtMs === undefined) return
    if (performance.now() - this.failedAtMs < (this.options.retryMs ?? 500)) throw new TriedJustNowError()
    try {
      await this.segment.close().catch(() => undefined)
      const { first, byteCount } = this.segment
      this.segment = await openEnd(this.options, { first, byteCount, head: this.durable })
      const { head } = await readLogEnd(this.options.directory)
      if (head.hash !== this.durable.hash) throw new Error('The chain is not what was written to it.')
      this.failedAtMs = undefined
    } catch (error) {
      this.fail(error)
      throw error
    }
  }

  /** To be called while another file takes the place of the personal one. */
  replacingPersonal(replace: () => Promise<void>): Promise<void> {
    return this.segment.replacingPersonal(replace)
  }

  /** A signed checkpoint of everything durable; written only when there is something new. */
  async checkpoint(): Promise<string> {
    const last = this.lastCheckpoint
    return last !== undefined && this.unsignedCount === 0 ? last : this.writeCheckpoint()
  }

  /** Writes a checkpoint after so many entries. Nobody waits for it: after a failure the next one covers what it was to cover. */
  async checkpointIfDue(): Promise<void> {
    const { checkpointEntries = 1_000, onFailure } = this.options
    if (this.unsignedCount >= checkpointEntries) await this.checkpoint().catch((error: unknown) => onFailure?.(error))
  }

  async close(): Promise<void> {
    await this.segment.close()
    await this.checkpoints.close()
  }

  private async writeCheckpoint(): Promise<string> {
    const { key, clock, checkpointType } = this.options
    const { sequence } = this.durable
    const text = JSON.stringify(sealCheckpoint(this.durable, clock(), key, checkpointType))
    await this.checkpoints.append(`${text}\n`)
    await this.checkpoints.sync()
    this.checkpointed = sequence
    this.lastCheckpoint = text
    return text
  }

  private async rotate(): Promise<void> {
    const next = await openEnd(this.options, { first: this.durable.sequence + 1, byteCount: 0, head: this.durable })
    const full = this.segment
    this.segment = next
    await full.close()
  }

  private fail(error: unknown): void {
    this.failedAtMs = performance.now()
    this.options.onFailure?.(error)
  }
}

function openEnd(
  { directory, openFile = openAppendFile, hasPersonal = false }: ChainWriterOptions,
  { first, byteCount, head }: LogEnd,
): Promise<OpenSegment> {
  const place = { directory, first, entryBytes: byteCount, lastSequence: head.sequence }
  return OpenSegment.open({ ...place, openFile, hasPersonal })
}

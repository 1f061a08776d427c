import { join } from 'node:path'
import { entryFile, personalFile } from '@deskledger/proof'
import { syncDirectory } from '../disk.js'
import type { AppendFile, OpenAppendFile } from './append-file.js'
import { removePersonal } from './personal-file.js'

/** Whole lines for both files of a segment. */
export interface SegmentText {
  readonly entries: string
  readonly personal: string
}

/** Which segment to open, and how much of it counts. */
export interface SegmentPlace {
  readonly directory: string
  /** Sequence of its first entry. */
  readonly first: number
  readonly entryBytes: number
  /** Of the last entry that counts, in this segment or before it. */
  readonly lastSequence: number
  readonly openFile: OpenAppendFile
  readonly hasPersonal: boolean
}

/** The files that are being written: of entries, and of personal values if there are any. */
export class OpenSegment {
  private constructor(
    readonly first: number,
    private readonly entries: AppendFile,
    private personal: AppendFile | undefined,
    private readonly reopenPersonal: () => Promise<AppendFile | undefined>,
    /** Of what is durable. */
    private entryBytes: number,
  ) {}

  /** Opens or makes the files of a segment; what lies behind its last entry that counts is cut off. */
  static async open(place: SegmentPlace): Promise<OpenSegment> {
    const { directory, first, entryBytes, lastSequence, openFile, hasPersonal } = place
    const openPersonal = async (): Promise<AppendFile | undefined> =>
      hasPersonal ? openFile(join(directory, personalFile(first))) : undefined
    // Values of entries that did not come to be would be taken for those of the next ones.
    await removePersonal(directory, first, ({ sequence }) => sequence > lastSequence)
    const entries = await openFile(join(directory, entryFile(first)))
    try {
      await entries.truncate(entryBytes)
      const personal = await openPersonal()
      await syncDirectory(directory)
      return new OpenSegment(first, entries, personal, openPersonal, entryBytes)
    } catch (error) {
      await entries.close()
      throw error
    }
  }

  /** Of the entries that are durable. */
  get byteCount(): number {
    return this.entryBytes
  }

  /** Appends to both files and makes both durable; one sync each, however many entries there are. */
  async append({ entries, personal }: SegmentText): Promise<void> {
    await all([this.entries.append(entries), personal === '' ? undefined : this.personal?.append(personal)])
    await all([this.entries.sync(), personal === '' ? undefined : this.personal?.sync()])
    this.entryBytes += Buffer.byteLength(entries)
  }

  /** To be called while another file takes the place of the personal one. */
  async replacingPersonal(replace: () => Promise<void>): Promise<void> {
    await replace()
    const replaced = this.personal
    this.personal = await this.reopenPersonal()
    await replaced?.close()
  }

  async close(): Promise<void> {
    await all([this.entries.close(), this.personal?.close()])
  }
}

/** Waits for all, also when one fails: nothing may be under way any more when a file is cut or closed. */
async function all(steps: readonly (Promise<void> | undefined)[]): Promise<void> {
  const outcomes = await Promise.allSettled(steps)
  const failed = outcomes.find((outcome) => outcome.status === 'rejected')
  if (failed !== undefined) throw failed.reason
}

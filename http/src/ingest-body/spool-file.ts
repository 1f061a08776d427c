import { randomBytes } from 'node:crypto'
import { type FileHandle, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { StorageFullError } from '@deskledger/domain'

/** So much is gathered before it is written. */
const GATHERED_BYTES = 1_048_576

/** Small pieces are gathered up to this number, as each keeps more memory than its bytes. */
const GATHERED_PIECES = 1_024

/** A new file of mode 0600 that is written from the start to the end, then read by others, then removed. */
export class SpoolFile {
  private gathered: Buffer[] = []
  private gatheredBytes = 0

  private constructor(
    readonly path: string,
    private readonly handle: FileHandle,
  ) {}

  /** @throws {StorageFullError} there is no room for it */
  static async create(directory: string): Promise<SpoolFile> {
    const path = join(directory, `${randomBytes(16).toString('hex')}.ndjson`)
    return new SpoolFile(path, await orStorageFull(open(path, 'wx', 0o600)))
  }

  /** @throws {StorageFullError} no room is left */
  async write(pieces: readonly Buffer[]): Promise<void> {
    for (const piece of pieces) {
      this.gathered.push(piece)
      this.gatheredBytes += piece.byteLength
    }
    if (this.gatheredBytes >= GATHERED_BYTES || this.gathered.length >= GATHERED_PIECES) await this.flush()
  }

  /** Ends the writing. @throws {StorageFullError} no room is left */
  async end(): Promise<void> {
    await this.flush()
    await this.handle.close()
  }

  /** Closes and removes the file. Harmless when repeated. */
  async remove(): Promise<void> {
    await this.handle.close()
    await rm(this.path, { force: true })
  }

  private async flush(): Promise<void> {
    const pieces = this.gathered
    this.gathered = []
    this.gatheredBytes = 0
    // Unlike `write` and `writev`, this goes on after a short write, so a full disk cannot cut the file in silence.
    if (pieces.length > 0) await orStorageFull(this.handle.appendFile(Buffer.concat(pieces)))
  }
}

async function orStorageFull<Value>(writing: Promise<Value>): Promise<Value> {
  try {
    return await writing
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw code === 'ENOSPC' || code === 'EDQUOT' ? new StorageFullError({ cause: error }) : error
  }
}

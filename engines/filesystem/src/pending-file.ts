import { type FileHandle, open, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { PendingFile } from '@deskledger/domain'
import { FILE_MODE, removeIfThere, withRoom } from './disk.js'
import { manifestName, type PartialNames } from './file-names.js'

/** What one writing is about. */
export interface Writing {
  readonly directory: string
  readonly key: string
  readonly partial: PartialNames
  /** The partial file, open for writing. */
  readonly handle: FileHandle
  /** Makes the names in the directory durable. */
  readonly syncNames: () => Promise<void>
  /** Told once nothing partial is left: published or discarded. */
  readonly onEnd: () => void
}

/** Bytes after which the disk is told to keep what is there, so that little is left to wait for at the end. */
const SYNC_BYTES = 16 * 2 ** 20

/** An export file on its way. Calls are made one after another; `write` resolves when the bytes are handed to the system. */
export class PendingExportFile implements PendingFile {
  /** How far the names have come; `discard` undoes just that. */
  private stage: 'partial' | 'manifest-named' | 'file-named' | 'published' | 'discarded' = 'partial'
  private unsyncedBytes = 0
  /** Syncs on the way. Whoever asks again after one that failed is told that all is well, so its failure is kept. */
  private synced: Promise<void> = Promise.resolve()

  constructor(private readonly writing: Writing) {}

  async write(piece: Uint8Array): Promise<void> {
    this.assertPartial()
    await withRoom(() => writeAll(this.writing.handle, piece))
    this.unsyncedBytes += piece.byteLength
    if (this.unsyncedBytes >= SYNC_BYTES) this.syncAhead()
  }

  /**
   * The file gets its name last: whoever sees it finds its manifest, whatever moment the process is killed. Both names are
   * durable when it resolves.
   * When it rejects, `discard` takes back what was done.
   */
  async publish(manifest: string): Promise<void> {
    this.assertPartial()
    const { directory, key, partial, handle, syncNames, onEnd } = this.writing
    await withRoom(async () => {
      await this.synced
      await handle.sync()
      await handle.close()
      await writeSynced(join(directory, partial.manifest), manifest)
      await rename(join(directory, partial.manifest), join(directory, manifestName(key)))
      this.stage = 'manifest-named'
      await rename(join(directory, partial.file), join(directory, key))
      this.stage = 'file-named'
      await syncNames()
    })
    this.stage = 'published'
    onEnd()
  }

  async discard(): Promise<void> {
    if (this.stage === 'published' || this.stage === 'discarded') return
    const { directory, key, partial, handle, onEnd } = this.writing
    const { stage } = this
    this.stage = 'discarded'
    try {
      await handle.close()
    } finally {
      if (stage === 'file-named') await removeIfThere(join(directory, key))
      if (stage !== 'partial') await removeIfThere(join(directory, manifestName(key)))
      await removeIfThere(join(directory, partial.manifest))
      await removeIfThere(join(directory, partial.file))
      onEnd()
    }
  }

  private syncAhead(): void {
    this.unsyncedBytes = 0
    this.synced = this.synced.then(() => this.writing.handle.datasync())
    // It is told by `publish`; a file that is discarded need not be on the disk.
    this.synced.catch(() => undefined)
  }

  private assertPartial(): void {
    if (this.stage === 'partial') return
    throw new Error(`The file ${this.writing.key} is ${this.stage} and takes no more calls.`)
  }
}

async function writeAll(handle: FileHandle, piece: Uint8Array): Promise<void> {
  let written = 0
  while (written < piece.byteLength) {
    const { bytesWritten } = await handle.write(piece, written)
    written += bytesWritten
  }
}

async function writeSynced(path: string, text: string): Promise<void> {
  const handle = await open(path, 'wx', FILE_MODE)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

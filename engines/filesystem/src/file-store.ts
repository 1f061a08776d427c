import { access, open, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ExportFileStore, OpenedFile, PendingFile } from '@deskledger/domain'
import { prepareDirectory } from './directory.js'
import { FILE_MODE, ifThere, removeIfThere, syncDirectory, withRoom } from './disk.js'
import { assertKey, manifestName, partialNames, thingNamed } from './file-names.js'
import { OpenedExportFile } from './opened-file.js'
import { PendingExportFile } from './pending-file.js'

/**
 * Opens the export files kept in a directory, which is created when missing. Only its owner can read it.
 * @throws {Error} the directory holds other files: `sweep` would take them for leftovers
 */
export async function openFileStore(directory: string): Promise<ExportFileStore> {
  await prepareDirectory(directory)
  return new DirectoryFileStore(directory)
}

class DirectoryFileStore implements ExportFileStore {
  /** Names of partial files being written by this process, with their keys. */
  private readonly pending = new Map<string, string>()

  constructor(private readonly directory: string) {}

  async create(key: string): Promise<PendingFile> {
    assertKey(key)
    const { directory } = this
    const partial = partialNames(key)
    const syncNames = (): Promise<void> => syncDirectory(directory)
    const onEnd = (): void => this.forget(partial.file, partial.manifest)
    this.pending.set(partial.file, key).set(partial.manifest, key)
    try {
      const handle = await withRoom(() => open(join(directory, partial.file), 'wx', FILE_MODE))
      return new PendingExportFile({ directory, key, partial, handle, syncNames, onEnd })
    } catch (error) {
      onEnd()
      throw error
    }
  }

  async open(key: string): Promise<OpenedFile | undefined> {
    assertKey(key)
    const handle = await ifThere(() => open(join(this.directory, key), 'r'))
    if (handle === undefined) return undefined
    try {
      const { size } = await handle.stat()
      return new OpenedExportFile(handle, size)
    } catch (error) {
      await handle.close()
      throw error
    }
  }

  async manifest(key: string): Promise<string | undefined> {
    assertKey(key)
    return ifThere(async () => {
      // A manifest without its file is a publication that was cut off: it does not count.
      await access(join(this.directory, key))
      return readFile(join(this.directory, manifestName(key)), 'utf8')
    })
  }

  async remove(key: string): Promise<void> {
    assertKey(key)
    await this.removePublished(key)
    await syncDirectory(this.directory)
  }

  /** The count is that of files; manifests go with theirs. `keep` is asked file by file, so it may grow meanwhile. */
  async sweep(keep: ReadonlySet<string>): Promise<number> {
    const entries = await readdir(this.directory, { withFileTypes: true })
    let count = 0
    for (const entry of entries) {
      const thing = entry.isFile() ? thingNamed(entry.name) : undefined
      if (thing === undefined || this.isWanted(entry.name, keep)) continue
      if (thing.kind === 'file' && (await this.removePublished(thing.key))) count += 1
      if (thing.kind === 'manifest') await this.removeOrphan(thing.key)
      if (thing.kind === 'partial' && (await removeIfThere(join(this.directory, entry.name)))) count += 1
    }
    await syncDirectory(this.directory)
    return count
  }

  private isWanted(name: string, keep: ReadonlySet<string>): boolean {
    const thing = thingNamed(name)
    if (thing === undefined || thing.kind === 'partial') return this.pending.has(name)
    return keep.has(thing.key) || [...this.pending.values()].includes(thing.key)
  }

  /** The file goes before its manifest: a file that is there always has one. */
  private async removePublished(key: string): Promise<boolean> {
    const wasThere = await removeIfThere(join(this.directory, key))
    await removeIfThere(join(this.directory, manifestName(key)))
    return wasThere
  }

  private async removeOrphan(key: string): Promise<void> {
    const file = await ifThere(() => access(join(this.directory, key)).then(() => true))
    if (file === undefined) await removeIfThere(join(this.directory, manifestName(key)))
  }

  private forget(...names: readonly string[]): void {
    for (const name of names) this.pending.delete(name)
  }
}

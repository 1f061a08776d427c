import { StoreUnavailableError } from '../errors.js'
import type { DirectoryStore } from '../ports/directory-store.js'
import { Directory, type DirectoryChange } from './directory.js'

/** Tries before a change that others keep overtaking is given up. */
const MAX_ATTEMPTS = 10

/** Holds the present directory and changes it, one change at a time. */
export class DirectoryKeeper {
  private changes: Promise<unknown> = Promise.resolve()

  private constructor(
    private readonly store: DirectoryStore,
    private directory: Directory,
    private version: number,
  ) {}

  static async open(store: DirectoryStore): Promise<DirectoryKeeper> {
    const { entities, version } = await store.load()
    return new DirectoryKeeper(store, new Directory(entities), version)
  }

  /** As of the last change that was stored. */
  get current(): Directory {
    return this.directory
  }

  /**
   * Stores what `work` makes of the directory. When it resolves, the change is on disk and every request sees it.
   *
   * @param work is called again when another process changed the directory meanwhile; what it throws is thrown on
   * @throws {StoreUnavailableError} others keep overtaking
   */
  change(work: (directory: Directory) => DirectoryChange): Promise<Directory> {
    const next = this.changes.then(() => this.attempt(work))
    this.changes = next.catch(() => undefined)
    return next
  }

  private async attempt(work: (directory: Directory) => DirectoryChange): Promise<Directory> {
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
      const change = work(this.directory)
      if (change.put === undefined && change.remove === undefined) return this.directory
      if (await this.store.commit(this.version, change)) {
        this.directory = this.directory.changed(change)
        this.version += 1
        return this.directory
      }
      const { entities, version } = await this.store.load()
      this.directory = new Directory(entities)
      this.version = version
    }
    throw new StoreUnavailableError('The directory was changed by others too often; try again.')
  }
}

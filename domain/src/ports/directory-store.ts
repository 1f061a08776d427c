import type { DirectoryChange } from '../access/directory.js'
import type { Entity } from '../access/entities.js'

/** The stored directory and the number of changes that made it. */
export interface StoredDirectory {
  readonly entities: readonly Entity[]
  readonly version: number
}

/** Keeps the directory of identities. */
export interface DirectoryStore {
  load(): Promise<StoredDirectory>
  /**
   * Stores a change whole, on disk and synced, unless somebody else changed the directory meanwhile.
   * @param version of the directory that the change was made for
   * @returns false when that is not the version any more: then nothing was stored
   */
  commit(version: number, change: DirectoryChange): Promise<boolean>
}

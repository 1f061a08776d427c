import type { DirectoryChange, DirectoryStore, StoredDirectory } from '@deskledger/domain'
import type { Database } from '../database.js'
import { SerialWriter } from '../serial-writer.js'
import { changeDirectory, prepareChanges, readDirectory } from './directory-rows.js'

/** The directory of identities in DuckDB. One writer at a time. */
export class DuckDbDirectoryStore implements DirectoryStore {
  private constructor(
    private readonly database: Database,
    private readonly writer: SerialWriter,
  ) {}

  static async open(database: Database): Promise<DuckDbDirectoryStore> {
    return new DuckDbDirectoryStore(database, await SerialWriter.open(database, prepareChanges))
  }

  load(): Promise<StoredDirectory> {
    return this.database.use((session) => session.transaction(() => readDirectory(session)))
  }

  commit(version: number, change: DirectoryChange): Promise<boolean> {
    return this.writer.transaction(async (session) => {
      const stored = await session.one('SELECT version FROM directory_version')
      if (Number(stored['version']) !== version) return false
      await changeDirectory(session, change)
      return true
    })
  }

  /** Waits for the change under way and releases the connection. */
  close(): Promise<void> {
    return this.writer.close()
  }
}

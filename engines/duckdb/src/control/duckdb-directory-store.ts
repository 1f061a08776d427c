import type { DirectoryChange, DirectoryStore, StoredDirectory } from '@deskledger/domain'
import type { Database, Session } from '../database.js'
import { SerialQueue } from '../serial-queue.js'
import { changeDirectory, prepareChanges, readDirectory } from './directory-rows.js'

/** The directory of identities in DuckDB. One writer at a time. */
export class DuckDbDirectoryStore implements DirectoryStore {
  private readonly writes = new SerialQueue()

  private constructor(
    private readonly database: Database,
    private readonly writer: Session,
  ) {}

  static async open(database: Database): Promise<DuckDbDirectoryStore> {
    const writer = await database.connect()
    await prepareChanges(writer)
    return new DuckDbDirectoryStore(database, writer)
  }

  load(): Promise<StoredDirectory> {
    return this.database.use((session) => session.transaction(() => readDirectory(session)))
  }

  commit(version: number, change: DirectoryChange): Promise<boolean> {
    return this.writes.run(() =>
      this.writer.transaction(async () => {
        const stored = await this.writer.one('SELECT version FROM directory_version')
        if (Number(stored['version']) !== version) return false
        await changeDirectory(this.writer, change)
        return true
      }),
    )
  }

  /** Waits for the change under way and releases the connection. */
  async close(): Promise<void> {
    await this.writes.drain()
    this.writer.close()
  }
}

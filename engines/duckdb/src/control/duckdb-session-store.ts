import type { Session, SessionStore } from '@deskledger/domain'
import type { Database, Session as DatabaseSession } from '../database.js'
import { SerialQueue } from '../serial-queue.js'
import { fromSessionDocument, toSessionDocument } from './session-document.js'

/** Tokens and temporary keys in DuckDB. One writer at a time. */
export class DuckDbSessionStore implements SessionStore {
  private readonly writes = new SerialQueue()

  private constructor(
    private readonly database: Database,
    private readonly writer: DatabaseSession,
  ) {}

  static async open(database: Database): Promise<DuckDbSessionStore> {
    return new DuckDbSessionStore(database, await database.connect())
  }

  add(session: Session): Promise<void> {
    return this.writes.run(() =>
      this.writer.run('INSERT INTO session VALUES ($digest, $expires_at, $document)', {
        digest: session.digest,
        expires_at: session.expiresAt,
        document: toSessionDocument(session),
      }),
    )
  }

  async find(digest: string): Promise<Session | undefined> {
    const [row] = await this.database.use((session) =>
      session.all('SELECT document FROM session WHERE digest = $digest', { digest }),
    )
    return row && fromSessionDocument(row['document'] as string)
  }

  remove(digest: string): Promise<void> {
    return this.writes.run(() => this.writer.run('DELETE FROM session WHERE digest = $digest', { digest }))
  }

  removeExpired(now: Date): Promise<number> {
    return this.writes.run(async () => {
      const { Count: removedCount } = await this.writer.one('DELETE FROM session WHERE expires_at <= $now', { now })
      return Number(removedCount)
    })
  }

  /** Waits for the change under way and releases the connection. */
  async close(): Promise<void> {
    await this.writes.drain()
    this.writer.close()
  }
}

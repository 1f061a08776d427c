import type { Session, SessionStore } from '@deskledger/domain'
import type { Database } from '../database.js'
import { SerialWriter } from '../serial-writer.js'
import { fromSessionDocument, toSessionDocument } from './session-document.js'

/** Tokens and temporary keys in DuckDB. One writer at a time. */
export class DuckDbSessionStore implements SessionStore {
  private constructor(
    private readonly database: Database,
    private readonly writer: SerialWriter,
  ) {}

  static async open(database: Database): Promise<DuckDbSessionStore> {
    return new DuckDbSessionStore(database, await SerialWriter.open(database))
  }

  add(session: Session): Promise<void> {
    return this.writer.run((connection) =>
      connection.run('INSERT INTO session VALUES ($digest, $expires_at, $document)', {
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
    return this.writer.run((connection) => connection.run('DELETE FROM session WHERE digest = $digest', { digest }))
  }

  removeExpired(now: Date): Promise<number> {
    return this.writer.run(async (connection) => {
      const { Count: removedCount } = await connection.one('DELETE FROM session WHERE expires_at <= $now', { now })
      return Number(removedCount)
    })
  }

  /** Waits for the change under way and releases the connection. */
  close(): Promise<void> {
    return this.writer.close()
  }
}

import type { Database, Session } from './database.js'

/** The connection that a store writes through: one change after the other, in the order they were given. */
export class SerialWriter {
  private last: Promise<unknown> = Promise.resolve()

  private constructor(
    private readonly connect: () => Promise<Session>,
    private session: Session,
  ) {}

  /** @param prepare is done first with the connection, and with each that has to replace it */
  static async open(
    database: Database,
    prepare: (session: Session) => Promise<void> = async () => {},
  ): Promise<SerialWriter> {
    const connect = async (): Promise<Session> => {
      const session = await database.connect()
      await prepare(session)
      return session
    }
    return new SerialWriter(connect, await connect())
  }

  /** Resolves or rejects as `work` does; a failure does not stop what follows. */
  run<T>(work: (session: Session) => Promise<T>): Promise<T> {
    const result = this.last.then(async () => {
      if (!this.session.isUsable) this.session = await this.connect()
      return work(this.session)
    })
    this.last = result.catch(() => undefined)
    return result
  }

  /** As `run`; all that `work` does is committed, or nothing. */
  transaction<T>(work: (session: Session) => Promise<T>): Promise<T> {
    return this.run((session) => session.transaction(() => work(session)))
  }

  /** Waits for everything given so far, and releases the connection. */
  async close(): Promise<void> {
    await this.last
    this.session.close()
  }
}

import type { Clock, SignatureJournal } from '@deskledger/domain'
import type { Database, Session } from '../database.js'
import { SerialQueue } from '../serial-queue.js'

/**
 * Signed requests in DuckDB. One writer at a time, so of equal calls one is the first. Each call drops what is past its
 * time: the journal never holds more than the requests of one validity and the call after it.
 */
export class DuckDbSignatureJournal implements SignatureJournal {
  private readonly writes = new SerialQueue()

  private constructor(
    private readonly writer: Session,
    private readonly clock: Clock,
  ) {}

  static async open(database: Database, clock: Clock): Promise<DuckDbSignatureJournal> {
    return new DuckDbSignatureJournal(await database.connect(), clock)
  }

  claim(digest: string, until: Date, outcome: string): Promise<string | undefined> {
    return this.write(async () => {
      await this.writer.run('DELETE FROM signature_claim WHERE valid_until <= $now', { now: this.clock() })
      const [known] = await this.writer.all('SELECT outcome FROM signature_claim WHERE digest = $digest', { digest })
      if (known !== undefined) return known['outcome'] as string
      await this.writer.run('INSERT INTO signature_claim VALUES ($digest, $until, $outcome)', {
        digest,
        until,
        outcome,
      })
      return undefined
    })
  }

  forget(digest: string): Promise<void> {
    return this.write(() => this.writer.run('DELETE FROM signature_claim WHERE digest = $digest', { digest }))
  }

  /** Waits for the change under way and releases the connection. */
  async close(): Promise<void> {
    await this.writes.drain()
    this.writer.close()
  }

  private write<T>(work: () => Promise<T>): Promise<T> {
    return this.writes.run(() => this.writer.transaction(work))
  }
}

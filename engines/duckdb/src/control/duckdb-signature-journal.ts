import type { Clock, SignatureJournal } from '@deskledger/domain'
import type { Database } from '../database.js'
import { SerialWriter } from '../serial-writer.js'

/**
 * Signed requests in DuckDB. One writer at a time, so of equal calls one is the first. Each call drops what is past its
 * time: the journal never holds more than the requests of one validity and the call after it.
 */
export class DuckDbSignatureJournal implements SignatureJournal {
  private constructor(
    private readonly writer: SerialWriter,
    private readonly clock: Clock,
  ) {}

  static async open(database: Database, clock: Clock): Promise<DuckDbSignatureJournal> {
    return new DuckDbSignatureJournal(await SerialWriter.open(database), clock)
  }

  claim(digest: string, until: Date, outcome: string): Promise<string | undefined> {
    return this.writer.transaction(async (session) => {
      await session.run('DELETE FROM signature_claim WHERE valid_until <= $now', { now: this.clock() })
      const [known] = await session.all('SELECT outcome FROM signature_claim WHERE digest = $digest', { digest })
      if (known !== undefined) return known['outcome'] as string
      await session.run('INSERT INTO signature_claim VALUES ($digest, $until, $outcome)', {
        digest,
        until,
        outcome,
      })
      return undefined
    })
  }

  forget(digest: string): Promise<void> {
    return this.writer.transaction((session) =>
      session.run('DELETE FROM signature_claim WHERE digest = $digest', { digest }),
    )
  }

  /** Waits for the change under way and releases the connection. */
  close(): Promise<void> {
    return this.writer.close()
  }
}

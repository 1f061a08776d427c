import type { CommittedBatch } from '@deskledger/domain'
import { insertBatch, toCommittedBatch } from '../chain/batch-row.js'
import { BATCH_SUMS, type BatchSums, toBatchSums } from '../chain/batch-sums.js'
import type { LostBatches } from '../chain/lost-batches.js'
import { Database, type Session } from '../database.js'
import { type TakenOver, takeOver } from './take-over.js'

/** Mends a copy of a ledger that no server runs on. What is done is in the file once it is closed. */
export class LedgerRecovery {
  private constructor(
    private readonly database: Database,
    private readonly session: Session,
  ) {}

  /** Opens the copy, and brings its schema up to date. */
  static async open(path: string): Promise<LedgerRecovery> {
    const database = await Database.open({ path })
    return new LedgerRecovery(database, await database.connect())
  }

  async sums(): Promise<BatchSums> {
    return toBatchSums(await this.session.one(BATCH_SUMS))
  }

  /** All batches behind one, in order. */
  async batchesAfter(sequence: number): Promise<readonly CommittedBatch[]> {
    const after = BigInt(sequence)
    const rows = await this.session.all('SELECT * FROM ingest_batch WHERE sequence > $after ORDER BY sequence', {
      after,
    })
    return rows.map(toCommittedBatch)
  }

  /** {@link takeOver} */
  takeOver(damaged: string, afterBatch: number): Promise<TakenOver | undefined> {
    return takeOver(this.session, damaged, afterBatch)
  }

  /** Writes rows of batches, in place of what they had. */
  putBatches(batches: readonly CommittedBatch[]): Promise<void> {
    return this.session.transaction(async () => {
      for (const batch of batches) {
        await this.session.run('DELETE FROM ingest_batch WHERE sequence = $sequence', {
          sequence: BigInt(batch.sequence),
        })
        await insertBatch(this.session, batch)
      }
    })
  }

  /** Notes batches that did not come back. */
  async noteLost(lost: readonly LostBatches[]): Promise<void> {
    for (const { from, to, isPartly, recoveredAt } of lost) {
      await this.session.run('INSERT INTO lost_batch VALUES ($from, $to, $isPartly, $recoveredAt)', {
        from: BigInt(from),
        to: BigInt(to),
        isPartly,
        recoveredAt,
      })
    }
  }

  /** Writes everything into the file and lets it go. */
  close(): void {
    this.session.close()
    this.database.close()
  }
}

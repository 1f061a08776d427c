import { type AuditLog, type Clock, purgeLimit, type RetentionStore } from '@deskledger/domain'
import { RegularRun } from '@deskledger/worker'
import type { Logger } from 'pino'
import { recordsPurged } from './own-events.js'

/** What purging by the clock needs. */
export interface PurgeScheduleParts {
  readonly records: Pick<RetentionStore, 'purge' | 'lastPurge'>
  readonly audit: Pick<AuditLog, 'append' | 'ready'>
  readonly clock: Clock
  readonly logger: Pick<Logger, 'info' | 'error'>
  /** Days that records stay; 0 is for ever. */
  readonly retentionDays: number
}

const MINUTE_MS = 60_000

/**
 * Removes records by age once in each day of UTC: at midnight, or, if the server did not run then or was stopped meanwhile,
 * as soon as it runs.
 */
export class PurgeSchedule {
  private readonly stopping = new AbortController()
  private readonly runs = new RegularRun(() => this.runWhenDue(), MINUTE_MS)

  constructor(private readonly parts: PurgeScheduleParts) {}

  start(): void {
    if (this.parts.retentionDays > 0) this.runs.start()
  }

  /** Resolves when the step under way is done; the rest is left to the next start. */
  async stop(): Promise<void> {
    this.stopping.abort()
    await this.runs.stop()
  }

  /** A failure is told and left to the next time. */
  async runWhenDue(): Promise<void> {
    const { records, audit, clock, logger, retentionDays } = this.parts
    try {
      const limit = purgeLimit(clock(), retentionDays)
      if (limit === undefined || limit.getTime() === (await records.lastPurge())?.limit.getTime()) return
      await audit.ready()
      const outcome = await records.purge(limit, { signal: this.stopping.signal })
      await audit.append(recordsPurged(limit, outcome, clock()), { isDone: true })
      logger.info({ startedBefore: limit, ...outcome }, 'records removed by age')
    } catch (err) {
      if (!this.stopping.signal.aborted) logger.error({ err }, 'records not removed by age; trying again')
    }
  }
}

import type { Clock, SessionStore } from '@deskledger/domain'
import type { Logger } from 'pino'

const HOUR_MS = 3_600_000

/** What the sweep is made of. */
export interface SessionSweepParts {
  readonly sessions: Pick<SessionStore, 'removeExpired'>
  readonly clock: Clock
  readonly logger: Pick<Logger, 'info' | 'error'>
}

/** Removes sessions that are over, at start and then again and again: nobody can use them, but they take room. */
export class SessionSweep {
  private timer: NodeJS.Timeout | undefined
  private running: Promise<void> | undefined

  /** @param intervalMs pause between two runs, in milliseconds */
  constructor(
    private readonly parts: SessionSweepParts,
    private readonly intervalMs = HOUR_MS,
  ) {}

  /** Runs now and then regularly. Harmless when repeated. */
  start(): void {
    if (this.timer !== undefined) return
    this.timer = setInterval(() => this.tick(), this.intervalMs)
    this.tick()
  }

  /** Starts no further run; resolves when the present one has ended. */
  async stop(): Promise<void> {
    clearInterval(this.timer)
    this.timer = undefined
    await this.running
  }

  private tick(): void {
    // A run that takes longer than the interval is not overtaken.
    this.running ??= this.run().finally(() => {
      this.running = undefined
    })
  }

  private async run(): Promise<void> {
    const { sessions, clock, logger } = this.parts
    try {
      const removedCount = await sessions.removeExpired(clock())
      if (removedCount > 0) logger.info({ removedCount }, 'sessions that are over removed')
    } catch (err) {
      logger.error({ err }, 'sessions that are over not removed; trying again')
    }
  }
}

import type { Clock, SessionStore } from '@deskledger/domain'
import type { Logger } from 'pino'

/** What sweeping sessions needs. */
export interface SessionSweepParts {
  readonly sessions: Pick<SessionStore, 'removeExpired'>
  readonly clock: Clock
  readonly logger: Pick<Logger, 'info' | 'error'>
}

/**
 * Removes sessions that are over, once: nobody can use them, but they take room. A failure is told and left to the next
 * time.
 */
export async function sweepSessions({ sessions, clock, logger }: SessionSweepParts): Promise<void> {
  try {
    const removedCount = await sessions.removeExpired(clock())
    if (removedCount > 0) logger.info({ removedCount }, 'sessions that are over removed')
  } catch (err) {
    logger.error({ err }, 'sessions that are over not removed; trying again')
  }
}

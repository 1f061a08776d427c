import type { DayPhase } from './day-phase.js'
import type { EpisodePlan } from './episode-plan.js'
import { ACCOUNT_LOCKED, drawCause, type FailureCause, WRONG_PASSWORD } from './failure.js'
import { INCIDENT_FAILURE_SHARE, incidentAt } from './incident.js'
import { asKnownAt, connectedAttempt, failedAttempt } from './outcome.js'
import type { Random } from './random.js'
import { recordLine } from './record.js'
import type { Arrival } from './roster.js'
import { drawTransactionId } from './transaction-id.js'
import type { Visit } from './visit.js'

/** One attempt to reach a desktop, ready to be written. */
export interface Attempt {
  readonly startMs: number
  readonly line: string
}

/** What an episode is made of. */
export interface EpisodeSetting {
  readonly seed: number
  readonly phase: DayPhase
  readonly visit: Visit
  readonly arrival: Arrival
  readonly plan: EpisodePlan
  /** The end of the time range: later than this nothing is known yet. */
  readonly toMs: number
}

/** Plays an episode through: attempt after attempt on one desktop, the last one lasting. */
export function playEpisode(setting: EpisodeSetting, random: Random): Attempt[] {
  const { visit, arrival, plan, toMs } = setting
  const attempts: Attempt[] = []
  let startMs = arrival.startMs
  let isSessionThere = random.chance(LEFT_CONNECTED[setting.phase])
  for (let number = 1; number <= plan.attempts; number++) {
    const cause = causeOf(setting, number, startMs, random)
    const connection = {
      line: visit.line,
      isReconnect: isSessionThere,
      drops: plan.kind === 'drops' && number < plan.attempts,
      goneByMs: arrival.goneByMs,
    }
    const outcome = cause
      ? failedAttempt(startMs, visit.line, cause, random)
      : connectedAttempt(startMs, connection, random)
    attempts.push({ startMs, line: recordLine(drawTransactionId(random), visit, asKnownAt(toMs, outcome)) })
    isSessionThere ||= cause === undefined
    startMs = outcome.endMs + Math.floor(random.between(3_000, 50_000))
  }
  return attempts
}

function causeOf(
  { seed, visit, plan }: EpisodeSetting,
  number: number,
  startMs: number,
  random: Random,
): FailureCause | undefined {
  const incident = incidentAt(seed, visit.desktop.site, startMs)
  if (incident !== undefined && random.chance(INCIDENT_FAILURE_SHARE)) return incident
  if (plan.kind === 'plain') return random.chance(0.012) ? drawCause(random) : undefined
  if (plan.kind === 'password' && number > 3) return ACCOUNT_LOCKED
  if (plan.kind === 'drops' || number === plan.attempts) return undefined
  return plan.kind === 'password' ? WRONG_PASSWORD : drawCause(random)
}

/** How often the session of the visit before is still there: at lunch most only disconnect. */
const LEFT_CONNECTED: Record<DayPhase, number> = {
  night: 0.3,
  morning: 0.15,
  midMorning: 0.8,
  afterLunch: 0.75,
  lateAfternoon: 0.8,
  evening: 0.6,
  weekend: 0.2,
}

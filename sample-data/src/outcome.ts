import { type FailureCause, LOST_REASON } from './failure.js'
import { type Line, measure } from './latency.js'
import type { Random } from './random.js'

/** What happened in one attempt; absent is what did not happen, or not before the end of the time range. */
export interface Outcome {
  readonly startMs: number
  readonly setupMs?: number | undefined
  readonly endMs?: number | undefined
  readonly isReconnect: boolean
  readonly failureReason?: string | undefined
  readonly networkRttMs?: number | undefined
  readonly endToEndRttMs?: number | undefined
}

/** An outcome seen to its end. */
export type FinishedOutcome = Outcome & { readonly endMs: number }

/** An attempt that ends without a desktop. */
export function failedAttempt(startMs: number, line: Line, cause: FailureCause, random: Random): FinishedOutcome {
  const endMs = startMs + Math.floor(random.between(...cause.seconds) * 1000)
  const networkRttMs = cause.isLineMeasured ? measure(random, line).networkMs : undefined
  return { startMs, endMs, isReconnect: false, failureReason: cause.reason, networkRttMs }
}

/** What decides how a connection goes once the desktop is there. */
export interface ConnectionSetting {
  readonly line: Line
  /** Whether a session left earlier is taken up again. */
  readonly isReconnect: boolean
  /** Whether the line breaks within minutes. */
  readonly drops: boolean
  /** When the user has to be gone. */
  readonly goneByMs: number
}

/** An attempt that reaches the desktop. */
export function connectedAttempt(startMs: number, setting: ConnectionSetting, random: Random): FinishedOutcome {
  const { line, isReconnect, drops, goneByMs } = setting
  const { networkMs, endToEndMs } = measure(random, line)
  const isColdStart = !isReconnect && random.chance(0.05)
  const setupMs = startMs + Math.floor(random.logNormal(isColdStart ? 28_000 : 1_900, 0.35) + 8 * networkMs)
  const lastsUntilMs = drops ? setupMs + random.between(15_000, 130_000) : leavesAtMs(goneByMs, setupMs, random)
  const failureReason = random.chance(drops ? 0.15 : 0.004) ? LOST_REASON : undefined
  return {
    startMs,
    setupMs,
    endMs: Math.floor(Math.max(setupMs + 1_000, lastsUntilMs)),
    isReconnect,
    failureReason,
    networkRttMs: networkMs,
    endToEndRttMs: endToEndMs,
  }
}

/** The outcome as far as it is known at an instant: what lies after it is left out. */
export function asKnownAt(toMs: number, outcome: FinishedOutcome): Outcome {
  if (outcome.endMs <= toMs) return outcome
  const isSetUp = outcome.setupMs !== undefined && outcome.setupMs <= toMs
  return {
    startMs: outcome.startMs,
    setupMs: isSetUp ? outcome.setupMs : undefined,
    isReconnect: outcome.isReconnect && isSetUp,
    networkRttMs: isSetUp ? outcome.networkRttMs : undefined,
    endToEndRttMs: isSetUp ? outcome.endToEndRttMs : undefined,
  }
}

/** Half stay until they have to go, the others until they are done. */
function leavesAtMs(goneByMs: number, setupMs: number, random: Random): number {
  const stays = random.chance(0.5)
  const doneMs = setupMs + random.logNormal(50 * 60_000, 1)
  return stays || doneMs > goneByMs ? goneByMs - random.between(0, 240_000) : doneMs
}

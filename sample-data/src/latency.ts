import type { Random } from './random.js'
import type { TerminalSlot } from './terminal.js'

/** How good the way from a terminal to a desktop is. */
export interface Line {
  readonly medianMs: number
  readonly sigma: number
}

/** Both latencies of one connection, in whole milliseconds. */
export interface Latency {
  readonly networkMs: number
  /** Above `networkMs`: the desktop still has to draw. */
  readonly endToEndMs: number
}

const DRAWING_MEDIAN_MS = 24
const HIGHEST_MS = 9000

/**
 * The line from a place to a site.
 * @param officeRttMs median round trip from the office of the place
 * @param quality in [0, 1), how good the line at somebody's home is; 0 is best
 */
export function lineOf(officeRttMs: number, slot: TerminalSlot, isAtOffice: boolean, quality: number): Line {
  if (isAtOffice) return { medianMs: officeRttMs, sigma: 0.18 }
  const lastMileMs = (slot === 'phone' ? 38 : 7) + 22 * quality * quality
  return { medianMs: officeRttMs * 1.06 + lastMileMs, sigma: quality > 0.95 ? 0.8 : 0.32 }
}

/** Measures a line once: log-normal, now and then with a congested link. */
export function measure(random: Random, { medianMs, sigma }: Line): Latency {
  const congestion = random.chance(0.012) ? random.between(2, 8) : 1
  const networkMs = Math.min(HIGHEST_MS, Math.max(1, Math.round(random.logNormal(medianMs, sigma) * congestion)))
  return { networkMs, endToEndMs: networkMs + 1 + Math.round(random.logNormal(DRAWING_MEDIAN_MS, 0.45)) }
}

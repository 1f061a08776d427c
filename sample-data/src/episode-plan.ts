import type { DayPhase } from './day-phase.js'
import type { Random } from './random.js'

/** What sort of visit it is: one attempt, a line that breaks again and again, a mistyped password, a desktop that does not come. */
export interface EpisodePlan {
  readonly kind: 'plain' | 'drops' | 'password' | 'retries'
  readonly attempts: number
}

/** The most attempts of one episode. */
export const MOST_ATTEMPTS = 6
/** The longest time from the first to the last attempt of an episode. */
export const LONGEST_EPISODE_MS = 30 * 60_000
/** The share of visits that take more than one attempt. */
const TROUBLE_SHARE = 0.035
/** The mean number of attempts of an episode, as `drawEpisodePlan` deals them out. */
export const MEAN_ATTEMPTS = 1.07

/** Draws the sort of a visit. Passwords are mistyped where the day begins, lines break afterwards. */
export function drawEpisodePlan(random: Random, phase: DayPhase): EpisodePlan {
  const draw = random.unit()
  if (draw >= TROUBLE_SHARE) return { kind: 'plain', attempts: 1 }
  const isFirstOfDay = phase === 'morning' || phase === 'night' || phase === 'weekend'
  const sort = draw / TROUBLE_SHARE
  if (sort < (isFirstOfDay ? 0.4 : 0.75)) return { kind: 'drops', attempts: 2 + Math.floor(random.between(0, 3)) }
  const attempts = 2 + Math.floor(random.unit() * random.unit() * 4)
  return { kind: sort < 0.85 ? 'password' : 'retries', attempts }
}

import { type Attempt, playEpisode } from './episode.js'
import { drawEpisodePlan, type EpisodePlan, LONGEST_EPISODE_MS, MOST_ATTEMPTS } from './episode-plan.js'
import { hash, keyOf, Random } from './random.js'
import { type Arrival, Roster } from './roster.js'
import { drawVisit } from './visit.js'
import type { Wave } from './wave.js'

const EPISODES = keyOf('episodes')
const PLAIN: EpisodePlan = { kind: 'plain', attempts: 1 }
/** A wave that owes more attempts than this breaks a line to catch up. */
const MOST_OWED = 3

/**
 * The episodes of a wave, ordered by their first attempts: exactly `quota` attempts in all. What a long episode takes too much,
 * people who stay away give back.
 * @param staff how many people the wave's office has
 */
export function* episodesOf(seed: number, wave: Wave, staff: number, quota: number): Generator<Attempt[]> {
  const random = new Random(hash(hash(seed, EPISODES, wave.day), wave.office.index, keyOf(wave.phase)))
  const roster = new Roster(seed, wave, staff)
  const play = (arrival: Arrival, plan: EpisodePlan): Attempt[] => {
    const visit = drawVisit(seed, wave, arrival.numberInOffice, random)
    return playEpisode({ seed, phase: wave.phase, visit, arrival, plan, toMs: wave.range.toMs }, random)
  }
  let left = quota
  let fromShare = wave.fromShare
  const offset = random.unit()
  const isOverbooked = quota > 1.5 * roster.size + MOST_OWED
  for (let index = 0; index < roster.size && !isOverbooked; index++) {
    const isLast = index === roster.size - 1
    const owed = isLast ? left : Math.floor(offset + (quota * (index + 1)) / roster.size) - (quota - left)
    if (owed <= 0) continue
    const arrival = roster.arrival(index)
    fromShare = arrival.share
    const episode = play(arrival, planFor(wave, arrival, { owed, left, isLast }, random))
    left -= episode.length
    yield episode
  }
  for (const arrival of substitutes(roster, wave, fromShare, left, random)) yield play(arrival, PLAIN)
}

function planFor(
  { phase, range }: Wave,
  arrival: Arrival,
  { owed, left, isLast }: { owed: number; left: number; isLast: boolean },
  random: Random,
): EpisodePlan {
  if (arrival.startMs + LONGEST_EPISODE_MS >= range.toMs) return PLAIN
  if (owed > (isLast ? 1 : MOST_OWED)) return { kind: 'drops', attempts: Math.min(owed, MOST_ATTEMPTS) }
  const plan = drawEpisodePlan(random, phase)
  return plan.attempts <= left ? plan : PLAIN
}

/** Brings in others for what the roster could not take: one attempt each, evenly over the rest of the wave. */
function* substitutes(
  roster: Roster,
  wave: Wave,
  fromShare: number,
  count: number,
  random: Random,
): Generator<Arrival> {
  for (let index = 0; index < count; index++) {
    yield roster.substitute(fromShare + ((wave.toShare - fromShare) * (index + random.unit())) / count)
  }
}

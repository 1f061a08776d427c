import type { DayPhase } from './day-phase.js'
import { HOUR_MS } from './local-day.js'
import { hash, keyOf, unit } from './random.js'
import { instantOf, type Wave } from './wave.js'

/** Somebody who comes to a desktop. */
export interface Arrival {
  readonly numberInOffice: number
  /** The share of the phase's people who have come before. */
  readonly share: number
  readonly startMs: number
  /** When the same person comes next, or goes home: the connection ends before. */
  readonly goneByMs: number
}

/**
 * Who of an office comes in a wave, in order of time. Each day ranks the staff anew, from early birds to late ones; the rank decides
 * the day plan and, for every phase, the time. So any person's day can be told from the rank alone, and nobody need be remembered.
 */
export class Roster {
  readonly #wave: Wave
  readonly #staff: number
  readonly #key: number
  readonly #shift: number
  readonly #planIndexes: readonly number[]
  readonly #step: number
  readonly #first: number
  /** How many people come. */
  readonly size: number

  constructor(seed: number, wave: Wave, staff: number) {
    this.#wave = wave
    this.#staff = staff
    this.#key = hash(seed, ROSTER, wave.office.index, wave.day)
    this.#shift = this.#key % wave.timetable.plans.length
    this.#planIndexes = wave.timetable.plansWith.get(wave.phase) ?? []
    this.#step = stepThrough(staff, hash(this.#key, 1))
    let first = this.#countBelow(Math.floor(wave.fromShare * staff))
    let end = this.#countBelow(Math.ceil(wave.toShare * staff))
    if (first < end && this.#shareOf(wave.phase, this.#rankAt(first)) < wave.fromShare) first++
    if (first < end && this.#shareOf(wave.phase, this.#rankAt(end - 1)) >= wave.toShare) end--
    this.#first = first
    this.size = end - first
  }

  /** The arrival at a place in the order, from 0. */
  arrival(index: number): Arrival {
    const rank = this.#rankAt(this.#first + index)
    return this.#describe(rank, this.#shareOf(this.#wave.phase, rank))
  }

  /** Somebody who comes at a given share (0 to 1) of the phase, whatever the plan says. */
  substitute(share: number): Arrival {
    return this.#describe(Math.min(this.#staff - 1, Math.floor(share * this.#staff)), share)
  }

  #describe(rank: number, share: number): Arrival {
    const { phase, range } = this.#wave
    const plan = this.#wave.timetable.plans[(rank + this.#shift) % this.#wave.timetable.plans.length] ?? []
    const next = plan[plan.indexOf(phase) + 1]
    const isPlanned = plan.includes(phase)
    return {
      numberInOffice: (rank * this.#step + (this.#key % this.#staff)) % this.#staff,
      share,
      startMs: Math.min(range.toMs - 1, Math.max(range.fromMs, Math.floor(instantOf(this.#wave, phase, share)))),
      goneByMs:
        isPlanned && next !== undefined
          ? instantOf(this.#wave, next, this.#shareOf(next, rank)) - 60_000 * (1 + 9 * unit(this.#key, rank, 3))
          : this.#wave.midnightMs + HOUR_MS * homeHour(phase, unit(this.#key, rank, 4)),
    }
  }

  /** Plans go round the ranks, so those of a phase are found by counting. */
  #rankAt(index: number): number {
    const plans = this.#planIndexes
    const round = Math.floor(index / plans.length)
    return round * this.#wave.timetable.plans.length + (plans[index - round * plans.length] ?? 0) - this.#shift
  }

  #countBelow(rank: number): number {
    const place = rank + this.#shift
    const round = Math.floor(place / this.#wave.timetable.plans.length)
    const rest = place - round * this.#wave.timetable.plans.length
    return round * this.#planIndexes.length + this.#planIndexes.filter((index) => index < rest).length
  }

  #shareOf(phase: DayPhase, rank: number): number {
    return (rank + unit(this.#key, PHASE_KEYS[phase], rank)) / this.#staff
  }
}

const ROSTER = keyOf('roster')
const PHASE_KEYS: Record<DayPhase, number> = {
  night: keyOf('night'),
  morning: keyOf('morning'),
  midMorning: keyOf('midMorning'),
  afterLunch: keyOf('afterLunch'),
  lateAfternoon: keyOf('lateAfternoon'),
  evening: keyOf('evening'),
  weekend: keyOf('weekend'),
}

/** The local hour at which somebody with no further plans leaves; one in thirty leaves the desktop connected overnight. */
function homeHour(phase: DayPhase, position: number): number {
  if (phase === 'night') return 6.3
  if (phase === 'evening') return 24
  if (phase === 'weekend') return 21 + 2 * position
  return position > 0.967 ? 24 + 6 * ((position - 0.967) / 0.033) : 18.5 + 1.5 * position
}

/** A step that visits all of `count` numbers before it comes round again. */
function stepThrough(count: number, key: number): number {
  let step = 1 + (key % count)
  while (commonDivisor(step, count) !== 1) step++
  return step
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b)
}

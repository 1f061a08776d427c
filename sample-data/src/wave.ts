import { arrivalHour, arrivedShare, type DayPhase } from './day-phase.js'
import { type Timetable, WEEKEND, WORKING_DAY } from './day-plan.js'
import type { TimeRange } from './generate-options.js'
import { DAY_MS, HOUR_MS, isWeekend, localMidnightMs } from './local-day.js'
import { OFFICES, type Office } from './office.js'

/** The people of one office who come in one phase of one local day, as far as they come within the time range. */
export interface Wave {
  readonly range: TimeRange
  readonly office: Office
  /** The office's local day, counted from 1970-01-01. */
  readonly day: number
  readonly phase: DayPhase
  readonly timetable: Timetable
  readonly midnightMs: number
  /** The shares of the phase's people who have come when the time range begins and ends. */
  readonly fromShare: number
  readonly toShare: number
  /** Expected visits for each person of the whole staff. */
  readonly weight: number
}

/** All waves that touch a time range, by day. Those of one day start after its midnight in the easternmost office. */
export function* waves(range: TimeRange): Generator<Wave> {
  const lastDay = Math.floor(range.toMs / DAY_MS) + 1
  for (let day = Math.floor(range.fromMs / DAY_MS) - 1; day <= lastDay; day++) {
    const timetable = isWeekend(day) ? WEEKEND : WORKING_DAY
    for (const office of OFFICES) {
      for (const phase of timetable.plansWith.keys()) {
        const wave = clip(range, office, day, phase, timetable)
        if (wave.toShare > wave.fromShare) yield wave
      }
    }
  }
}

/** The instant before which no wave of a day starts. */
export function earliestStartMs(day: number): number {
  return day * DAY_MS - 14 * HOUR_MS
}

/** When the wave reaches a share (0 to 1) of its people. */
export function instantOf({ midnightMs }: Pick<Wave, 'midnightMs'>, phase: DayPhase, share: number): number {
  return midnightMs + arrivalHour(phase, share) * HOUR_MS
}

function clip(range: TimeRange, office: Office, day: number, phase: DayPhase, timetable: Timetable): Wave {
  const midnightMs = localMidnightMs(office.clock, day)
  const fromShare = arrivedShare(phase, (range.fromMs - midnightMs) / HOUR_MS)
  const toShare = arrivedShare(phase, (range.toMs - midnightMs) / HOUR_MS)
  const planShare = (timetable.plansWith.get(phase)?.length ?? 0) / timetable.plans.length
  return {
    range,
    office,
    day,
    phase,
    timetable,
    midnightMs,
    fromShare,
    toShare,
    weight: office.staffShare * planShare * (toShare - fromShare),
  }
}

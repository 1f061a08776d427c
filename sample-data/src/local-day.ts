/** One hour in milliseconds. */
export const HOUR_MS = 3_600_000
/** One day in milliseconds. */
export const DAY_MS = 24 * HOUR_MS

/** A place's clock: hours ahead of UTC in winter, and whose summer time it keeps. */
export interface LocalClock {
  readonly utcOffsetHours: number
  readonly summerTime: 'none' | 'european' | 'american'
}

/** Midnight of a local day (counted from 1970-01-01) as an instant. A day on which the clock changes keeps its noon's offset. */
export function localMidnightMs(clock: LocalClock, day: number): number {
  return day * DAY_MS - (clock.utcOffsetHours + (isSummer(clock, day) ? 1 : 0)) * HOUR_MS
}

/** Whether a day, counted from 1970-01-01, is a Saturday or Sunday. */
export function isWeekend(day: number): boolean {
  return weekdayOf(day) % 6 === 0
}

/**
 * Written out rather than asked of `Intl`, because its tables change with the version of Node and the output must not.
 * @see https://www.iana.org/time-zones (files europe and northamerica; the rules of 1996 and 2007)
 */
function isSummer({ summerTime }: LocalClock, day: number): boolean {
  if (summerTime === 'none') return false
  const year = new Date(day * DAY_MS).getUTCFullYear()
  return summerTime === 'european'
    ? day >= lastSunday(year, 2) && day < lastSunday(year, 9)
    : day >= firstSunday(year, 2) + 7 && day < firstSunday(year, 10)
}

function firstSunday(year: number, month: number): number {
  const first = Date.UTC(year, month, 1) / DAY_MS
  return first + ((7 - weekdayOf(first)) % 7)
}

/** The last Sunday of a month with 31 days. */
function lastSunday(year: number, month: number): number {
  const last = Date.UTC(year, month, 31) / DAY_MS
  return last - weekdayOf(last)
}

function weekdayOf(day: number): number {
  return (day + 4) % 7
}

import { InvalidParameterError } from '../errors.js'
import { coarserGrain, type Grain } from './grain.js'
import { ZoneClock } from './zone-clock.js'

/** Buckets that one series can have. */
export const MAX_BUCKETS = 2_000

const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000

/** Which stretches of local time are counted in. */
export interface BucketOrder {
  /** Lies in the first bucket. */
  readonly from: Date
  /** Lies in the last bucket; not before `from`. */
  readonly until: Date
  readonly grain: Grain
  readonly timeZone: string
}

/**
 * The bounds of the local hours, days or months that a range touches: the start of each in order, then the end of the
 * last one. An hour ends with the local hour, and where clocks are set: the hour that comes twice is two buckets. A day begins
 * when clocks first show its midnight, or what they show instead; a date that a zone skipped is no bucket. So buckets follow
 * one another without gaps, and each instant lies in just one.
 * @throws {InvalidParameterError} there would be more than `MAX_BUCKETS`
 */
export function localBuckets({ from, until, grain, timeZone }: BucketOrder): readonly Date[] {
  const clock = new ZoneClock(timeZone)
  const starts = grain === 'HOUR' ? hours(clock, from.getTime()) : dates(clock, from.getTime(), grain)
  const bounds: number[] = []
  for (const start of starts) {
    if (start <= from.getTime()) bounds.length = 0
    bounds.push(start)
    if (start > until.getTime()) break
    if (bounds.length > MAX_BUCKETS) throw tooMany(grain)
  }
  return bounds.map((boundMs) => new Date(boundMs))
}

function* hours(clock: ZoneClock, fromMs: number): Generator<number> {
  const offset = clock.offsetAt(fromMs)
  const hour = fromMs - remainder(fromMs + offset, HOUR_MS)
  let start = clock.offsetAt(hour) === offset ? hour : clock.lastChange(hour, fromMs)
  for (;;) {
    yield start
    const next = start + HOUR_MS - remainder(clock.wallAt(start), HOUR_MS)
    start = clock.offsetAt(next - 1) === clock.offsetAt(start) ? next : clock.lastChange(start, next - 1)
  }
}

function* dates(clock: ZoneClock, fromMs: number, grain: 'DAY' | 'MONTH'): Generator<number> {
  const wallMs = clock.wallAt(fromMs)
  const wall = new Date(wallMs)
  const [year, month, day] = [wall.getUTCFullYear(), wall.getUTCMonth(), wall.getUTCDate()]
  let previous = Number.NEGATIVE_INFINITY
  for (let place = 0; ; place += 1) {
    const midnight = grain === 'DAY' ? Date.UTC(year, month, day) + place * DAY_MS : Date.UTC(year, month + place)
    const start = clock.instantOf(midnight)
    if (start > previous) yield start
    previous = start
  }
}

function remainder(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor
}

function tooMany(grain: Grain): InvalidParameterError {
  const coarser = coarserGrain(grain)
  const most = MAX_BUCKETS.toLocaleString('en')
  return coarser === undefined
    ? new InvalidParameterError('start_time', `must be nearer to end_time: there would be more than ${most} months`)
    : new InvalidParameterError('grain', `${grain} would make more than ${most} buckets; use ${coarser}`)
}

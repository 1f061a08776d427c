const DAY_MS = 86_400_000
const EARLIEST_MS = Date.UTC(2000, 0, 1)
const LATEST_MS = Date.UTC(9999, 0, 1)

/** What to generate. The same options give the same bytes. */
export interface GenerateOptions {
  /** How many lines: a whole number from 0. */
  readonly records: number
  /** How many times 24 hours before `endAt` the first connection may start: a whole number, 1 to 3660. */
  readonly days: number
  /** Any whole number; another seed gives other people, desktops and connections. */
  readonly seed: number
  /** The end of the time range, excluded, in the years 2000 to 9998. Connections that last longer are still open. */
  readonly endAt: Date
}

/** The half-open time range `[fromMs, toMs)` in which connections start. */
export interface TimeRange {
  readonly fromMs: number
  readonly toMs: number
}

/** @throws {RangeError} an option is outside what `GenerateOptions` says; the message names it */
export function timeRangeOf({ records, days, seed, endAt }: GenerateOptions): TimeRange {
  requireInteger('records', records, 0, Number.MAX_SAFE_INTEGER)
  requireInteger('days', days, 1, 3660)
  requireInteger('seed', seed, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)
  const toMs = endAt.getTime()
  if (!(toMs >= EARLIEST_MS && toMs < LATEST_MS))
    throw new RangeError('endAt must be an instant of the years 2000 to 9998')
  return { fromMs: toMs - days * DAY_MS, toMs }
}

function requireInteger(name: string, value: number, least: number, most: number): void {
  if (Number.isSafeInteger(value) && value >= least && value <= most) return
  throw new RangeError(`${name} must be a whole number from ${least} to ${most}, not ${value}`)
}

import type { RecordFilter } from '../connection-record/record-query.js'
import { InvalidParameterError } from '../errors.js'

const DAY_MS = 86_400_000

/** A request is under way for a while: the old edge gives way by this much (spec/api.md 11, row 3). */
const SLACK_MS = 5 * 60_000

/** The time range of an export, as asked. */
export interface RequestedRange {
  readonly start?: Date | undefined
  readonly end?: Date | undefined
}

/**
 * The frozen range of an export: all four combinations of start and end (spec/api.md 11, rows 1 to 4). A missing start is
 * the beginning of the window, a missing or future end is now.
 * @param windowDays how far back exports reach; 0 is without limit
 * @throws {InvalidParameterError} a time lies before the window, or the start after the end
 */
export function exportRange(
  { start, end }: RequestedRange,
  now: Date,
  windowDays: number,
): Pick<RecordFilter, 'startedFrom' | 'startedUntil'> {
  const windowStart = windowDays === 0 ? undefined : new Date(now.getTime() - windowDays * DAY_MS)
  for (const [parameter, time] of [['start_time', start] as const, ['end_time', end] as const]) {
    if (time && windowStart && time.getTime() < windowStart.getTime() - SLACK_MS) {
      throw new InvalidParameterError(parameter, `must lie in the last ${windowDays} days, got ${time.toISOString()}`)
    }
  }
  const startedUntil = end === undefined || end > now ? now : end
  if (start && start > startedUntil) {
    const edge = end === undefined || end > now ? 'lie in the future' : `be after the end, ${end.toISOString()}`
    throw new InvalidParameterError('start_time', `must not ${edge}`)
  }
  // An end at the old edge, let pass by the slack, may lie before the window's beginning.
  const earliest = windowStart && windowStart > startedUntil ? startedUntil : windowStart
  return { startedFrom: start ?? earliest, startedUntil }
}

const DAY_MS = 86_400_000

/** Midnight of UTC at which the day of an instant begins. */
function dayOf(instant: Date): Date {
  return new Date(Math.floor(instant.getTime() / DAY_MS) * DAY_MS)
}

/** Midnight of UTC that follows an instant. */
export function nextDayOf(instant: Date): Date {
  return new Date(dayOf(instant).getTime() + DAY_MS)
}

/**
 * Before which start records go in the purge of a day: whole days of UTC, so that each record stays for at least
 * `retentionDays` days and what goes does not depend on the minute.
 * @returns undefined when records are kept for ever (0 days), or for longer than there has been time
 */
export function purgeLimit(day: Date, retentionDays: number): Date | undefined {
  if (retentionDays === 0) return undefined
  const limitMs = dayOf(day).getTime() - retentionDays * DAY_MS
  return limitMs > 0 ? new Date(limitMs) : undefined
}

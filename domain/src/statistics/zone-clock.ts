/** What clocks of one time zone show. Wall times are milliseconds as if they were of UTC. */
export class ZoneClock {
  private readonly format: Intl.DateTimeFormat

  /** @param timeZone an IANA name that exists */
  constructor(timeZone: string) {
    this.format = new Intl.DateTimeFormat('en-u-ca-iso8601-nu-latn', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
  }

  /** By how much clocks are ahead of UTC at an instant, in milliseconds; the zone's own history, to the second. */
  offsetAt(instantMs: number): number {
    const secondMs = Math.floor(instantMs / 1000) * 1000
    const parts = Object.fromEntries(
      this.format.formatToParts(secondMs).map(({ type, value }) => [type, Number(value)]),
    )
    const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = parts
    return Date.UTC(year, month - 1, day, hour, minute, second) - secondMs
  }

  /** What clocks show at an instant. */
  wallAt(instantMs: number): number {
    return instantMs + this.offsetAt(instantMs)
  }

  /** The first instant at which clocks show a wall time; where it was skipped, when they were set. */
  instantOf(wallMs: number): number {
    const [before, after] = [this.offsetAt(wallMs - DAY_MS), this.offsetAt(wallMs + DAY_MS)]
    const shown = [before, after].map((offset) => wallMs - offset).filter((instant) => this.wallAt(instant) === wallMs)
    if (shown.length > 0) return Math.min(...shown)
    return this.lastChange(wallMs - Math.max(before, after), wallMs - Math.min(before, after))
  }

  /** When clocks were set within `(fromMs, untilMs]`: the first instant with the offset of the end. */
  lastChange(fromMs: number, untilMs: number): number {
    const offset = this.offsetAt(untilMs)
    let [old, changed] = [fromMs, untilMs]
    while (changed - old > 1) {
      const middle = Math.floor((old + changed) / 2)
      if (this.offsetAt(middle) === offset) changed = middle
      else old = middle
    }
    return changed
  }
}

/** Clocks are ahead of UTC, or behind it, by less than a day. */
const DAY_MS = 86_400_000

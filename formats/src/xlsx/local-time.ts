const DAY_MS = 86_400_000

/** The day that spreadsheets count from, 1899-12-30, as days before 1970. */
const EPOCH_DAYS = 25_569

/** An instant as a spreadsheet's serial number of the local time in a zone, exact to the millisecond. */
export function serialOf(instant: Date, timeZone: string): number {
  return localMs(instant, timeZone) / DAY_MS + EPOCH_DAYS
}

/** The local time of a zone, as if it were UTC, in milliseconds since 1970. */
function localMs(instant: Date, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'iso8601',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  const parts = format.formatToParts(instant)
  const part = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.find((found) => found.type === type)?.value)
  const wholeSeconds = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  )
  return wholeSeconds + instant.getUTCMilliseconds()
}

/**
 * An instant as X-Sdk-Date: `YYYYMMDDTHHMMSSZ`, UTC, fractions of a second dropped (spec/auth.md 2).
 *
 * @throws {RangeError} the date is invalid or its year has not four digits
 */
export function formatSdkDate(instant: Date): string {
  const text = instant.toISOString().replace(/\.\d{3}|[-:]/g, '')
  if (text.length !== 16) throw new RangeError('X-Sdk-Date holds years 0000 to 9999 only.')
  return text
}

/** Reads an X-Sdk-Date; undefined for any other form and for days or times that do not exist (no rolling over). */
export function parseSdkDate(text: string): Date | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text)
  if (match === null) return undefined
  const [, year, month, day, hour, minute, second] = match
  const instant = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return Number.isNaN(instant.getTime()) || formatSdkDate(instant) !== text ? undefined : instant
}

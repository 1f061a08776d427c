const INSTANT = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(?:Z|([+-])(\d{2}):(\d{2}))$/

/** Last instant that can be written with four digits of year. */
const LATEST_MS = Date.UTC(9999, 11, 31, 23, 59, 59, 999)

/**
 * Reads an instant by our own strict grammar: `YYYY-MM-DDTHH:MM[:SS[.f…]](Z|±HH:MM)`, from 1970 to 9999.
 * Minutes, seconds and up to nine digits of fraction are taken (spec/api.md 0 recommends so); digits below the
 * millisecond are cut, not rounded. Nothing rolls over: the thirtieth of February is refused.
 * @returns undefined when the text is not such an instant
 */
export function parseInstant(text: string): Date | undefined {
  const match = INSTANT.exec(text)
  if (match === null) return undefined
  const [, year = '', month = '', day = '', hour = '', minute = '', second = '00', fraction = ''] = match
  const [, , , , , , , , sign = '+', offsetHours = '00', offsetMinutes = '00'] = match
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined
  if (Number(offsetHours) > 14 || Number(offsetMinutes) > 59) return undefined
  const civil = new Date(0)
  civil.setUTCFullYear(Number(year), Number(month) - 1, Number(day))
  if (civil.getUTCMonth() + 1 !== Number(month) || civil.getUTCDate() !== Number(day)) return undefined
  const millisecond = Number(fraction.padEnd(3, '0').slice(0, 3))
  const local = civil.getTime() + ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000 + millisecond
  const offset = (Number(offsetHours) * 60 + Number(offsetMinutes)) * 60_000
  const instant = sign === '+' ? local - offset : local + offset
  return instant < 0 || instant > LATEST_MS ? undefined : new Date(instant)
}

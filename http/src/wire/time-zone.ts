import { InvalidParameterError } from '@deskledger/domain'

/** What names of time zones look like: areas and places, also `GMT`, `EST5EDT` and `Etc/GMT-14`. */
const NAME = /^[A-Z][A-Za-z0-9_+-]*(?:\/[A-Z][A-Za-z0-9_+-]*)*$/

const HINT = 'must be the IANA name of a time zone, like Asia/Shanghai or UTC'

/**
 * A time zone by its IANA name, spelled as there: the name stands in the file's header.
 *
 * @throws {InvalidParameterError} there is no such zone, or it is an offset
 */
export function toTimeZone(name: string): string {
  if (name === 'UTC') return name
  if (/^(?:UTC|GMT)?[+-]\d/.test(name)) {
    throw new InvalidParameterError('time_zone', `${HINT}; an offset is not one`)
  }
  const canonical = NAME.test(name) ? canonicalName(name) : undefined
  if (canonical === undefined) throw new InvalidParameterError('time_zone', HINT)
  // For an alias (Asia/Kolkata) the runtime tells another name, and its spelling cannot be compared.
  if (canonical !== name && canonical.toLowerCase() === name.toLowerCase()) {
    throw new InvalidParameterError('time_zone', `must be spelled ${canonical}`)
  }
  return name
}

function canonicalName(name: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone
  } catch {
    return undefined
  }
}

import { ZoneClock } from '@deskledger/domain'

const DAY_MS = 86_400_000

/** The day that spreadsheets count from, 1899-12-30, as days before 1970. */
const EPOCH_DAYS = 25_569

/** An instant as a spreadsheet's serial number of the local time in a zone, exact to the millisecond. */
export function serialOf(instant: Date, timeZone: string): number {
  return new ZoneClock(timeZone).wallAt(instant.getTime()) / DAY_MS + EPOCH_DAYS
}

import type { ExportRequest, Language } from '@deskledger/domain'
import { columnOf } from './columns.js'

/** One cell of the header row, with the width its column should have. */
export interface HeaderCell {
  readonly title: string
  /** In characters, wide enough for usual values, and for the title and its filter button in two lines at most. */
  readonly width: number
}

/** Columns that tell times name the zone in which they do. */
const ZONE_SUFFIX: Readonly<Record<Language, (zone: string) => string>> = {
  en_US: (zone) => ` (${zone})`,
  zh_CN: (zone) => `(${zone})`,
}

/** The filter button and the bold face take about this many characters. */
const TITLE_MARGIN = 4

/**
 * The header row of a file, in the request's order.
 * @throws {InvalidParameterError} the request names a field that files have no column for
 */
export function headerOf({ columns, language, timeZone }: ExportRequest): readonly HeaderCell[] {
  return columns.map((name) => {
    const { titles, cell, width } = columnOf(name)
    const zone = cell === 'date' ? ZONE_SUFFIX[language](timeZone) : ''
    // The zone goes to a second line, which is where the filter button is.
    const lastLine = zone === '' ? titles[language] : zone.trim()
    return { title: titles[language] + zone, width: Math.max(width, displayWidth(lastLine) + TITLE_MARGIN) }
  })
}

/** Han characters take the room of two Latin ones. */
function displayWidth(title: string): number {
  return [...title].reduce((width, character) => width + (/\p{Script=Han}/u.test(character) ? 2 : 1), 0)
}

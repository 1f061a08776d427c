import { fiveDigits } from './digits.js'
import { DAY_MS } from './local-day.js'
import { unit } from './random.js'
import type { ClientFamily } from './terminal.js'

/** The day of the first releases. */
const FIRST_RELEASE_DAY = Date.UTC(2000, 0, 1) / DAY_MS

/** One product's releases, at even distances; `texts` keeps the versions once written. */
interface ReleaseLine {
  readonly major: number
  readonly daysBetween: number
  readonly releasesPerMinor: number
  readonly hasBuildNumber: boolean
  readonly texts: string[]
}

const CLIENT_LINES: Record<ClientFamily, ReleaseLine> = {
  desktop: { major: 1, daysBetween: 42, releasesPerMinor: 24, hasBuildNumber: false, texts: [] },
  thin: { major: 1, daysBetween: 91, releasesPerMinor: 24, hasBuildNumber: false, texts: [] },
  mobile: { major: 3, daysBetween: 28, releasesPerMinor: 36, hasBuildNumber: false, texts: [] },
  web: { major: 5, daysBetween: 21, releasesPerMinor: 48, hasBuildNumber: false, texts: [] },
}
const AGENT_LINE: ReleaseLine = { major: 1, daysBetween: 49, releasesPerMinor: 24, hasBuildNumber: true, texts: [] }

/** The client version a terminal runs on a day. Each takes a release when it gets to it; the web client has it at once. */
export function clientVersion(family: ClientFamily, terminalKey: number, day: number): string {
  return versionOn(CLIENT_LINES[family], family === 'web' ? day : day - lagDays(terminalKey))
}

/** The agent version a desktop runs on a day, with its build number. */
export function agentVersion(desktopKey: number, day: number): string {
  return versionOn(AGENT_LINE, day - lagDays(desktopKey))
}

/** Most are up to date within a month; one in thirty is more than a year behind. */
function lagDays(key: number): number {
  const position = unit(key, 11)
  return position > 0.967 ? 400 : 75 * position * position * position
}

function versionOn(line: ReleaseLine, day: number): string {
  const release = Math.max(0, Math.floor((day - FIRST_RELEASE_DAY) / line.daysBetween))
  const known = line.texts[release]
  if (known !== undefined) return known
  const version = `${line.major}.${Math.floor(release / line.releasesPerMinor)}.${fiveDigits((release % line.releasesPerMinor) + 1)}`
  const text = line.hasBuildNumber ? `${version}.${10_000 + release * 61}` : version
  line.texts[release] = text
  return text
}

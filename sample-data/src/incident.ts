import { type FailureCause, SITE_CAUSES } from './failure.js'
import { DAY_MS, HOUR_MS } from './local-day.js'
import { hash, keyOf, pick, unit } from './random.js'
import { SITES, type SiteName } from './site.js'

const INCIDENT = keyOf('incident')
const MINUTE_MS = 60_000

/** The share of attempts that fail while a site has an incident. */
export const INCIDENT_FAILURE_SHARE = 0.7

/**
 * What is wrong with a site at an instant, if anything: about one day in twenty, once, for 20 to 50 minutes of its working day.
 * Nothing is kept: the answer is a hash of the site and its day.
 */
export function incidentAt(seed: number, siteName: SiteName, atMs: number): FailureCause | undefined {
  const { index, clock } = SITES[siteName]
  const localMs = atMs + clock.utcOffsetHours * HOUR_MS
  const day = Math.floor(localMs / DAY_MS)
  const key = hash(seed, INCIDENT, index, day)
  if (unit(key, 1) >= 0.05) return undefined
  const beginsMs = day * DAY_MS + (8 + 8 * unit(key, 2)) * HOUR_MS
  const endsMs = beginsMs + (20 + 30 * unit(key, 3)) * MINUTE_MS
  return localMs >= beginsMs && localMs < endsMs ? pick(SITE_CAUSES, unit(key, 4)) : undefined
}

import type { LocalClock } from './local-day.js'

/** A data centre in which desktops run. */
export interface Site {
  /** Its place in `SITES`, which also numbers its networks. */
  readonly index: number
  /** Starts the names of its desktops. */
  readonly code: string
  readonly clock: LocalClock
  /** What the security identifiers (SID) of its desktops begin with. */
  readonly sidPrefix: string
  /** The share of its desktops that have an IPv6 address. */
  readonly ipv6Share: number
}

/** The four data centres. */
export const SITES = {
  shanghai: {
    index: 0,
    code: 'SHA',
    clock: { utcOffsetHours: 8, summerTime: 'none' },
    sidPrefix: 'S-1-5-21-1807412396-2950038117-640225971',
    ipv6Share: 0.04,
  },
  singapore: {
    index: 1,
    code: 'SIN',
    clock: { utcOffsetHours: 8, summerTime: 'none' },
    sidPrefix: 'S-1-5-21-1328704195-3340921786-905518342',
    ipv6Share: 0.2,
  },
  frankfurt: {
    index: 2,
    code: 'FRA',
    clock: { utcOffsetHours: 1, summerTime: 'european' },
    sidPrefix: 'S-1-5-21-2416907305-1093376528-3185540264',
    ipv6Share: 0.08,
  },
  chicago: {
    index: 3,
    code: 'CHI',
    clock: { utcOffsetHours: -6, summerTime: 'american' },
    sidPrefix: 'S-1-5-21-3762258041-1174630925-2650197413',
    ipv6Share: 0,
  },
} as const satisfies Record<string, Site>

/** The key of a site in `SITES`. */
export type SiteName = keyof typeof SITES

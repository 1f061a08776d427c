import type { LocalClock } from './local-day.js'
import {
  BRAZILIAN_NAMES,
  CHINESE_NAMES,
  ENGLISH_NAMES,
  GERMAN_NAMES,
  type NameStock,
  SINGAPOREAN_NAMES,
} from './name-stock.js'
import type { NonEmpty } from './random.js'
import type { SiteName } from './site.js'

/** The two spellings of a Windows domain. */
interface Domain {
  readonly netbios: string
  readonly dns: string
}

/** A place where people work; they keep its hours at home too. */
export interface Office {
  /** Its place in `OFFICES`, which also numbers its network. */
  readonly index: number
  readonly code: string
  readonly clock: LocalClock
  /** Share of the whole staff; the shares add up to 1. */
  readonly staffShare: number
  readonly names: NameStock
  readonly domain: Domain
  /** Where its people's own desktops run. */
  readonly homeSite: SiteName
  /** Median round trip to each site in milliseconds, as long lines have it. */
  readonly rttMs: Record<SiteName, number>
  /** Addresses that everybody in the office shares towards the Internet, of the ranges kept for documentation (RFC 5737). */
  readonly egressIps: NonEmpty<string>
  /** Whether it reaches the desktops by a private line, so that they see the terminal's own address. */
  readonly hasPrivateLine: boolean
}

const CORP: Domain = { netbios: 'CORP', dns: 'corp.example' }
const APAC: Domain = { netbios: 'APAC', dns: 'apac.corp.example' }

/** The five offices of the organisation. */
export const OFFICES: readonly Office[] = [
  {
    index: 0,
    code: 'SHA',
    clock: { utcOffsetHours: 8, summerTime: 'none' },
    staffShare: 0.32,
    names: CHINESE_NAMES,
    domain: APAC,
    homeSite: 'shanghai',
    rttMs: { shanghai: 4, singapore: 72, frankfurt: 215, chicago: 208 },
    egressIps: ['203.0.113.10', '203.0.113.11', '203.0.113.12'],
    hasPrivateLine: true,
  },
  {
    index: 1,
    code: 'SIN',
    clock: { utcOffsetHours: 8, summerTime: 'none' },
    staffShare: 0.14,
    names: SINGAPOREAN_NAMES,
    domain: APAC,
    homeSite: 'singapore',
    rttMs: { shanghai: 74, singapore: 3, frankfurt: 165, chicago: 225 },
    egressIps: ['203.0.113.70'],
    hasPrivateLine: true,
  },
  {
    index: 2,
    code: 'FRA',
    clock: { utcOffsetHours: 1, summerTime: 'european' },
    staffShare: 0.24,
    names: GERMAN_NAMES,
    domain: CORP,
    homeSite: 'frankfurt',
    rttMs: { shanghai: 218, singapore: 162, frankfurt: 3, chicago: 104 },
    egressIps: ['198.51.100.4', '198.51.100.5', '2001:db8:f0a:1::4'],
    hasPrivateLine: true,
  },
  {
    index: 3,
    code: 'SAO',
    clock: { utcOffsetHours: -3, summerTime: 'none' },
    staffShare: 0.12,
    names: BRAZILIAN_NAMES,
    domain: CORP,
    homeSite: 'chicago',
    rttMs: { shanghai: 320, singapore: 330, frankfurt: 205, chicago: 132 },
    egressIps: ['198.51.100.130'],
    hasPrivateLine: false,
  },
  {
    index: 4,
    code: 'CHI',
    clock: { utcOffsetHours: -6, summerTime: 'american' },
    staffShare: 0.18,
    names: ENGLISH_NAMES,
    domain: CORP,
    homeSite: 'chicago',
    rttMs: { shanghai: 210, singapore: 228, frankfurt: 102, chicago: 4 },
    egressIps: ['192.0.2.33', '192.0.2.34'],
    hasPrivateLine: false,
  },
]

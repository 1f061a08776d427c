import { fiveDigits, hexByte } from './digits.js'
import { OFFICES } from './office.js'
import type { Department, Person } from './person.js'
import { hash, keyOf, type NonEmpty, pick, unit } from './random.js'
import { SITES, type Site, type SiteName } from './site.js'

const DESKTOP = keyOf('desktop')
const PERSONAL_NETWORK = 64
const SHARED_NETWORK = 128
const ELSEWHERE: NonEmpty<SiteName> = ['shanghai', 'singapore', 'frankfurt', 'chicago']
/** An office has a pool for each so many people; about an eighth of them are of customer service and use it. */
const PEOPLE_PER_POOL = 192
const DESKTOPS_PER_POOL = 4

/** A remote machine. */
export interface Desktop {
  readonly site: SiteName
  readonly computerName: string
  readonly sid: string
  readonly ip: string
  readonly enterpriseProjectId: string
}

/**
 * The desktop somebody goes to. Customer service takes one of a pool; a quarter of the others have a second desktop, some of these
 * far away, and go to it now and then.
 * @param choice in [0, 1), which of several to take
 */
export function desktopFor(seed: number, person: Person, choice: number): Desktop {
  const { number, department, office } = person
  if (department === 'CS') return sharedDesktop(seed, person, choice)
  const key = hash(seed, DESKTOP, number)
  const isSecond = choice < 0.35 && unit(key, 1) < 0.25
  const siteName = isSecond && unit(key, 3) < 0.4 ? pick(ELSEWHERE, unit(key, 2)) : office.homeSite
  const place = number * 2 + (isSecond ? 1 : 0)
  const site = SITES[siteName]
  return {
    site: siteName,
    computerName: `${site.code}-${isSecond ? 'LAB' : department}-${fiveDigits(place + 1)}`,
    sid: `${site.sidPrefix}-${1104 + 2 * place}`,
    ip: ipOf(seed, site, place, PERSONAL_NETWORK),
    enterpriseProjectId: PROJECT_OF[department],
  }
}

function sharedDesktop(seed: number, { numberInOffice, office }: Person, choice: number): Desktop {
  const pool = Math.floor(numberInOffice / PEOPLE_PER_POOL)
  const place = (pool * DESKTOPS_PER_POOL + Math.floor(choice * DESKTOPS_PER_POOL)) * OFFICES.length + office.index
  const site = SITES[office.homeSite]
  return {
    site: office.homeSite,
    computerName: `${site.code}-POOL-${fiveDigits(place + 1)}`,
    sid: `${site.sidPrefix}-${1105 + 2 * place}`,
    ip: ipOf(seed, site, place, SHARED_NETWORK),
    enterpriseProjectId: PROJECT_OF.CS,
  }
}

/** An address of one of the site's sixteen networks 10.x, or of a unique local one (RFC 4193). */
function ipOf(seed: number, { index, ipv6Share }: Site, place: number, firstNetwork: number): string {
  if (unit(seed, DESKTOP, place, firstNetwork) < ipv6Share) {
    const high = Math.floor(place / 65_535) + 1
    return `fd${hexByte(firstNetwork)}:${index + 1}::${high.toString(16)}:${((place % 65_535) + 1).toString(16)}`
  }
  const subnet = Math.floor(place / 254)
  return `10.${firstNetwork + index * 16 + ((subnet >> 8) & 15)}.${subnet & 255}.${(place % 254) + 1}`
}

/** `0` is the default enterprise project. */
const PROJECT_OF: Record<Department, string> = {
  ENG: '6f1c2a54-0d3e-4b7a-9c55-18e7a2f40b61',
  FIN: 'b2d90e17-5a48-4c1f-8e02-7743cd5e9a30',
  OPS: '0',
  SAL: '0',
  HR: '0',
  CS: 'e84b7d3c-92f6-4f05-a1d8-3c60f5b7214e',
}

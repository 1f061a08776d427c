import { type Desktop, desktopFor } from './desktop.js'
import { type Line, lineOf } from './latency.js'
import { type NetworkPath, networkPath } from './network-path.js'
import { type Person, personOf } from './person.js'
import { hash, keyOf, type Random, unit } from './random.js'
import { hasPhone, type Terminal, type TerminalSlot, terminalFor } from './terminal.js'
import { agentVersion, clientVersion } from './version.js'
import type { Wave } from './wave.js'

const VISIT = keyOf('visit')

/** Who comes from where to which desktop: what all attempts of one episode have in common. */
export interface Visit {
  readonly userName: string
  readonly domain: string | undefined
  readonly desktop: Desktop
  readonly terminal: Terminal
  readonly path: NetworkPath
  readonly line: Line
  readonly clientVersion: string
  readonly agentVersion: string
}

/** Draws the visit of one of the wave's people. Where somebody works is settled for the day, the device for the visit. */
export function drawVisit(seed: number, wave: Wave, numberInOffice: number, random: Random): Visit {
  const { office, day, phase } = wave
  const person = personOf(seed, office, numberInOffice)
  const isOffDuty = phase === 'night' || phase === 'evening' || phase === 'weekend'
  const isAtOffice = !isOffDuty && unit(seed, VISIT, person.number, day) >= person.homeShare
  const slot = drawSlot(seed, person, isAtOffice, random)
  const desktop = desktopFor(seed, person, random.unit())
  const terminal = terminalFor(seed, person, slot)
  const lineQuality = unit(seed, VISIT, person.number)
  return {
    userName: spell(person, slot),
    domain: person.spelling === 'plain-with-domain' ? office.domain.netbios : undefined,
    desktop,
    terminal,
    path: networkPath(seed, person, slot, isAtOffice, day),
    line: lineOf(office.rttMs[desktop.site], slot, isAtOffice, lineQuality),
    clientVersion: clientVersion(terminal.family, hash(seed, VISIT, terminal.number, 1), day),
    agentVersion: agentVersion(hash(seed, VISIT, person.number, 2), day),
  }
}

function drawSlot(seed: number, person: Person, isAtOffice: boolean, random: Random): TerminalSlot {
  const draw = random.unit()
  if (draw < 0.05) return 'web'
  if (isAtOffice) return 'desk'
  return draw < 0.35 && hasPhone(seed, person) ? 'phone' : 'home'
}

function spell({ userName, spelling, office }: Person, slot: TerminalSlot): string {
  const isBackslash = spelling === 'backslash' || (spelling === 'loose' && slot === 'desk')
  if (isBackslash) return `${office.domain.netbios}\\${userName}`
  return spelling === 'at' || spelling === 'loose' ? `${userName}@${office.domain.dns}` : userName
}

import type { Person } from './person.js'
import { hash, keyOf, pick, unit } from './random.js'
import type { TerminalSlot } from './terminal.js'

const NETWORK = keyOf('network')

/** The addresses of one connection. */
export interface NetworkPath {
  /** The terminal's own; a browser does not tell it. */
  readonly terminalIp?: string
  /** Where the desktop sees the client come from. */
  readonly sourceIp: string
  /** The client's address on the Internet. */
  readonly publicIp: string
}

/**
 * The addresses somebody has on a day. Those on the Internet are of the ranges kept for documentation and measurements (RFC 5737,
 * RFC 3849, RFC 2544), so that they belong to nobody.
 */
export function networkPath(
  seed: number,
  person: Person,
  slot: TerminalSlot,
  isAtOffice: boolean,
  day: number,
): NetworkPath {
  const path = isAtOffice ? officePath(seed, person) : homePath(seed, person, slot, day)
  return slot === 'web' ? { sourceIp: path.sourceIp, publicIp: path.publicIp } : path
}

function officePath(seed: number, { office, number, numberInOffice }: Person): NetworkPath {
  const subnet = Math.floor(numberInOffice / 250)
  const terminalIp = `10.${16 + office.index * 8 + ((subnet >> 8) & 7)}.${subnet & 255}.${(numberInOffice % 250) + 2}`
  const publicIp = pick(office.egressIps, unit(seed, NETWORK, number, 1))
  return { terminalIp, sourceIp: office.hasPrivateLine ? terminalIp : publicIp, publicIp }
}

function homePath(seed: number, person: Person, slot: TerminalSlot, day: number): NetworkPath {
  const key = hash(seed, NETWORK, person.number, slot === 'phone' ? 2 : 3)
  const address = hash(key, Math.floor((day + (key % 97)) / daysOfOneAddress(key, slot)))
  if (unit(key, 4) < 0.15) {
    const prefix = `2001:db8:${group(address)}:${group(address >>> 16)}`
    const terminalIp = `${prefix}::${group(hash(key, slot === 'phone' ? 5 : 6))}`
    return { terminalIp, sourceIp: terminalIp, publicIp: terminalIp }
  }
  const publicIp = `198.${18 + (address & 1)}.${(address >>> 8) & 255}.${1 + ((address >>> 16) % 254)}`
  const terminalIp = `192.168.${pick(HOME_NETWORKS, unit(key, 7))}.${20 + (hash(key, 8) % 200)}`
  return { terminalIp, sourceIp: publicIp, publicIp }
}

/** Mobile networks give a new address every day, some providers every few days, others never. */
function daysOfOneAddress(key: number, slot: TerminalSlot): number {
  if (slot === 'phone') return 1
  return key % 10 < 4 ? 3 + (key % 12) : 100_000
}

/** 1 to ffff: never zero, so that an address has one spelling. */
function group(bits: number): string {
  return (((bits & 0xffff) % 0xffff) + 1).toString(16)
}

const HOME_NETWORKS = [0, 1, 2, 31, 50, 178] as const

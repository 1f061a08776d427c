import ipaddr from 'ipaddr.js'
import { type AddressRange, addressBytes, rangeContains } from '../access/policy/address-range.js'

const NETWORK = /^([0-9A-Fa-f.:]+)\/(0|[1-9]\d{0,2})$/

/**
 * Reads the prefix of a network in CIDR notation (RFC 4632, RFC 4291 2.3): `10.1.2.0/24`, `2001:db8::/48`, the address in
 * any spelling. Stricter than ranges of policies: the length is told, and the bits behind it are zero, so that a network
 * has one text but for spelling. IPv4 mapped into IPv6 is refused: its length could count either way.
 * @returns undefined when the text is no network
 */
export function parseNetwork(text: string): AddressRange | undefined {
  const [, address = '', length = ''] = NETWORK.exec(text) ?? []
  const bytes = addressBytes(address)
  if (bytes === undefined || (bytes.length === 4 && address.includes(':'))) return undefined
  const network = { bytes, prefixLength: Number(length) }
  const isWithin = network.prefixLength <= bytes.length * 8
  return isWithin && bytes.every((byte, at) => byte === cutByte(byte, network.prefixLength, at)) ? network : undefined
}

/** The one text of a network: dotted decimal, or RFC 5952 for IPv6, and its length. */
export function networkText({ bytes, prefixLength }: AddressRange): string {
  const address = ipaddr.fromByteArray([...bytes])
  return `${address instanceof ipaddr.IPv6 ? address.toRFC5952String() : address.toString()}/${prefixLength}`
}

/** Whether an address, however spelled, lies in the network; what is no address lies in none. */
export function isInNetwork(address: string, network: AddressRange): boolean {
  const bytes = addressBytes(address)
  return bytes !== undefined && rangeContains(network, bytes)
}

/** Prefix length of the network that addresses are cut to where people count by network: a usual site of either family. */
const CUT_TO = { ipv4: 24, ipv6: 48 } as const

/** The /24 (IPv4) or /48 (IPv6) that an address lies in. @returns undefined when the text is no address */
export function networkOfAddress(address: string): string | undefined {
  const bytes = addressBytes(address)
  if (bytes === undefined) return undefined
  const prefixLength = bytes.length === 4 ? CUT_TO.ipv4 : CUT_TO.ipv6
  return networkText({ bytes: bytes.map((byte, at) => cutByte(byte, prefixLength, at)), prefixLength })
}

/** The byte at a place with the bits behind the prefix cleared. */
function cutByte(byte: number, prefixLength: number, at: number): number {
  const countedBits = Math.min(Math.max(prefixLength - at * 8, 0), 8)
  return byte & (0xff << (8 - countedBits))
}

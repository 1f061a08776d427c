import ipaddr from 'ipaddr.js'
import { canonicalAddress } from '../../connection-record/ip-address.js'

/** The addresses of one family whose first bits are those of `bytes`. */
export interface AddressRange {
  /** 4 for IPv4, 16 for IPv6, in network order. */
  readonly bytes: readonly number[]
  /** Bits that count; those of `bytes` behind them do not. */
  readonly prefixLength: number
}

const RANGE = /^([0-9A-Fa-f.:]+)(?:\/(0|[1-9]\d{0,2}))?$/

/**
 * Reads an address or a range in CIDR notation (RFC 4632, RFC 4291 2.3). Addresses are read as `canonicalAddress` does; a
 * range of IPv4 mapped into IPv6 is refused, since its prefix could count either way.
 * @returns undefined when the text is neither
 */
export function parseAddressRange(text: string): AddressRange | undefined {
  const match = RANGE.exec(text)
  if (match === null) return undefined
  const [, address = '', prefix] = match
  const bytes = addressBytes(address)
  if (bytes === undefined) return undefined
  const bitCount = bytes.length * 8
  if (prefix === undefined) return { bytes, prefixLength: bitCount }
  const isMapped = bytes.length === 4 && address.includes(':')
  return isMapped || Number(prefix) > bitCount ? undefined : { bytes, prefixLength: Number(prefix) }
}

/** The bytes of an address; IPv4 mapped into IPv6 is IPv4. @returns undefined when the text is no address */
export function addressBytes(text: string): readonly number[] | undefined {
  const address = canonicalAddress(text)
  if (ipaddr.IPv4.isValidFourPartDecimal(address)) return ipaddr.IPv4.parse(address).toByteArray()
  return ipaddr.IPv6.isValid(address) ? ipaddr.IPv6.parse(address).toByteArray() : undefined
}

/** Whether the address is one of the range; one of the other family never is. */
export function rangeContains(range: AddressRange, address: readonly number[]): boolean {
  if (address.length !== range.bytes.length) return false
  return address.every((byte, index) => {
    const countedBits = Math.min(Math.max(range.prefixLength - index * 8, 0), 8)
    return (byte ^ (range.bytes[index] ?? 0)) >> (8 - countedBits) === 0
  })
}

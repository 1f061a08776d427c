import ipaddr from 'ipaddr.js'

/** An IPv4 address in its only usual spelling; such text is canonical already. */
const PLAIN_IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/

/**
 * One spelling for each address, so that "the same address in any spelling" is an equality: RFC 5952 for IPv6, dotted
 * decimal for IPv4 and for IPv4 mapped into IPv6. Text that is no address is its own spelling. IPv4 in octal, hex
 * or with missing parts is no address here: readers disagree about what it means.
 */
export function canonicalAddress(text: string): string {
  if (PLAIN_IPV4.test(text) || !ipaddr.IPv6.isValid(text)) return text
  const address = ipaddr.IPv6.parse(text)
  return address.isIPv4MappedAddress() ? address.toIPv4Address().toString() : address.toRFC5952String()
}

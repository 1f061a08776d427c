import { quote } from '../quote.js'

/** The public address of a record in its canonical spelling; text that is no address is its own. */
export const ADDRESS = 'coalesce(public_address, public_ip)'

const OCTET = '(?:0|[1-9][0-9]?|1[0-9][0-9]|2[0-4][0-9]|25[0-5])'
const GROUP = '(?:0|[1-9a-f][0-9a-f]{0,3})'
const GROUPS = `(?:${GROUP}(?::${GROUP})*)?`

const IPV4 = quote(`${OCTET}(?:[.]${OCTET}){3}`)

/** Canonical spellings (RFC 5952), with the zone that a link-local address may name. */
const IPV6 = quote(`(?:${GROUPS}::${GROUPS}|${GROUP}(?::${GROUP}){7})(?:%[0-9A-Za-z]+)?`)

/** Whether a text is a canonical IPv4 address. */
export function isIpv4(text: string): string {
  return `regexp_full_match(${text}, ${IPV4})`
}

/** The 32 hex digits of a canonical IPv6 address; NULL for any other text. */
export function ipv6Digits(text: string): string {
  const address = `split_part(${text}, '%', 1)`
  // What :: stands for is at least two groups: one alone is written out.
  const groupCount = `len(regexp_extract_all(${address}, '[0-9a-f]+'))`
  const isWhole = `(NOT contains(${text}, '::') OR ${groupCount} <= 6)`
  const zeros = `':' || repeat('0:', 8 - ${groupCount})`
  const groups = `string_split(trim(replace(${address}, '::', ${zeros}), ':'), ':')`
  const digits = `array_to_string(list_transform(${groups}, lambda one: lpad(one, 4, '0')), '')`
  return `CASE WHEN contains(${text}, ':') AND regexp_full_match(${text}, ${IPV6}) AND ${isWhole} THEN ${digits} END`
}

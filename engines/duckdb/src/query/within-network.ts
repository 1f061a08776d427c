import type { RecordQuery } from '@deskledger/domain'
import { ADDRESS, ipv6Digits, isIpv4 } from './address-sql.js'
import type { Term } from './condition.js'

type Network = NonNullable<RecordQuery['network']>

/**
 * The term that a record's public address lies in a network: its whole octets, or hex digits, begin the text, and the bits
 * left over bound the next one. The numbers that stand in the SQL are made here.
 */
export function withinNetwork(network: Network | undefined): Term {
  if (network === undefined) return ['network', undefined, 'true']
  return network.bytes.length === 4 ? withinIpv4(network) : withinIpv6(network)
}

function withinIpv4({ bytes, prefixLength }: Network): Term {
  const whole = Math.floor(prefixLength / 8)
  const start = bytes.slice(0, whole).map((octet) => `${octet}.`)
  const begins = whole === 4 ? `${ADDRESS} = $network` : `starts_with(${ADDRESS}, $network)`
  const [first = 0, width] = [bytes[whole], 2 ** (8 - (prefixLength % 8))]
  const next = `CAST(split_part(${ADDRESS}, '.', ${whole + 1}) AS INTEGER)`
  const isNext = prefixLength % 8 === 0 ? 'true' : `${next} BETWEEN ${first} AND ${first + width - 1}`
  const isAddress = `CASE WHEN ${isIpv4(ADDRESS)} THEN ${isNext} ELSE false END`
  // The cheap question first: joined by AND, the engine would choose the order.
  const text = whole === 4 ? bytes.join('.') : start.join('')
  return ['network', text, `CASE WHEN ${begins} THEN ${isAddress} ELSE false END`]
}

function withinIpv6({ bytes, prefixLength }: Network): Term {
  const digits = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')
  const whole = Math.floor(prefixLength / 4)
  const width = 2 ** (4 - (prefixLength % 4))
  const first = Number.parseInt(digits[whole] ?? '0', 16)
  const allowed = Array.from({ length: width }, (_, at) => `'${(first + at).toString(16)}'`).join(', ')
  const all = ipv6Digits(ADDRESS)
  const isNext = prefixLength % 4 === 0 ? 'true' : `substr(${all}, ${whole + 1}, 1) IN (${allowed})`
  return ['network', digits.slice(0, whole), `coalesce(starts_with(${all}, $network) AND ${isNext}, false)`]
}

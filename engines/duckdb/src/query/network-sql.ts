import { ipv6Digits, isIpv4 } from './address-sql.js'

/** The /24 or /48 that a canonical address lies in: the domain's `networkOfAddress`; NULL for any other text. */
export function networkSql(address: string): string {
  const digits = ipv6Digits(address)
  const group = (first: number): string => `coalesce(nullif(ltrim(substr(${digits}, ${first}, 4), '0'), ''), '0')`
  const groups = `concat_ws(':', ${group(1)}, ${group(5)}, ${group(9)})`
  return `CASE WHEN ${isIpv4(address)} THEN regexp_replace(${address}, '[0-9]+$', '0/24')
    WHEN ${digits} IS NOT NULL THEN regexp_replace(${groups}, '(^|:)0(:0)*$', '') || '::/48' END`
}

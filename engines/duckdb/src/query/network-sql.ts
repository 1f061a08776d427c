import { isIpv4, isIpv6 } from './address-sql.js'

/** The /24 or /48 that a canonical address lies in: the domain's `networkOfAddress`; NULL for any other text. */
export function networkSql(address: string): string {
  const lastOctet = `split_part(${address}, '.', 4)`
  const ipv4 = `left(${address}, length(${address}) - length(${lastOctet})) || '0/24'`
  return `CASE WHEN ${isIpv4(address)} THEN ${ipv4} WHEN ${isIpv6(address)} THEN ${ipv6Network(address)} || '::/48' END`
}

/**
 * What stands before the `::` of the network. Where three groups are written out, these; else the address begins with
 * fewer and zeros, or with the two zero groups of the shortest `::`, behind which there are six.
 */
function ipv6Network(address: string): string {
  const written = `regexp_extract(${address}, '^[0-9a-f]+:[0-9a-f]+:[0-9a-f]+')`
  const withoutZeros = `CASE WHEN ends_with(${written}, ':0') THEN regexp_replace(${written}, '(^|:)0(:0)*$', '') ELSE ${written} END`
  const third = `regexp_extract(${address}, '^::([0-9a-f]+)(?::[0-9a-f]+){5}', 1)`
  return `CASE WHEN ${written} <> '' THEN ${withoutZeros} WHEN ${third} <> '' THEN '0:0:' || ${third}
    ELSE split_part(${address}, '::', 1) END`
}

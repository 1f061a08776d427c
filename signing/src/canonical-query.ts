import type { QueryPair } from './decode-query.js'
import { percentEncode } from './percent-encoding.js'

/**
 * The canonical query: `enc(key)=enc(value)` joined by `&`, by code points of the decoded key, then of the decoded
 * value; empty without parameters (spec/auth.md 2 and 2.1.6).
 */
export function canonicalQuery(pairs: readonly QueryPair[]): string {
  return join(pairs.toSorted((a, b) => byCodePoint(a[0], b[0]) || byCodePoint(a[1], b[1])))
}

/**
 * The canonical queries of official clients that sort otherwise: the Node client by UTF-16 code units, the Java client
 * by encoded key with repeated values left as sent. They differ from the published order only for repeated keys and
 * for keys outside ASCII letters, digits and underscore (spec/auth.md 2.1.6).
 */
export function otherOrderQueries(pairs: readonly QueryPair[]): string[] {
  return [
    join(pairs.toSorted((a, b) => byCodeUnit(a[0], b[0]) || byCodeUnit(a[1], b[1]))),
    join(pairs.toSorted((a, b) => byCodeUnit(percentEncode(a[0]), percentEncode(b[0])))),
  ]
}

function join(pairs: readonly QueryPair[]): string {
  return pairs.map(([key, value]) => `${percentEncode(key)}=${percentEncode(value)}`).join('&')
}

function byCodeUnit(a: string, b: string): number {
  return Number(a > b) - Number(a < b)
}

function byCodePoint(a: string, b: string): number {
  const length = Math.max(a.length, b.length)
  for (let at = 0; at < length; at++) {
    const difference = (a.codePointAt(at) ?? -1) - (b.codePointAt(at) ?? -1)
    if (difference !== 0) return difference
  }
  return 0
}

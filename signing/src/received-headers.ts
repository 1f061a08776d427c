import type { HeaderPair } from './canonical-headers.js'
import { Refusal } from './refusal.js'

/** Values by lower-case name, as received: one entry per header line. */
export type ReceivedHeaders = ReadonlyMap<string, readonly string[]>

/** Indexes Node's flat list of names and values. */
export function receivedHeaders(rawHeaders: readonly string[]): ReceivedHeaders {
  const headers = new Map<string, string[]>()
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const name = (rawHeaders[at] ?? '').toLowerCase()
    const value = rawHeaders[at + 1] ?? ''
    const values = headers.get(name)
    if (values === undefined) headers.set(name, [value])
    else values.push(value)
  }
  return headers
}

/**
 * The value of a header that may be absent, but must not come twice.
 *
 * @throws {Refusal} `duplicate`
 */
export function optionalValue(headers: ReceivedHeaders, name: string): string | undefined {
  const [value, ...others] = headers.get(name) ?? []
  if (others.length > 0) throw new Refusal({ kind: 'duplicate', header: name })
  return value
}

/**
 * The value of a header that has to come exactly once.
 *
 * @throws {Refusal} `missing` or `duplicate`
 */
export function requiredValue(headers: ReceivedHeaders, name: string): string {
  const value = optionalValue(headers, name)
  if (value === undefined) throw new Refusal({ kind: 'missing', header: name })
  return value
}

/**
 * A signed header as text. Node hands out the bytes of a value as Latin-1; they are read again as UTF-8
 * (spec/auth.md 2.1.3), strictly, since a lenient reading would give different bytes the same signature.
 *
 * @throws {Refusal} `missing`, `duplicate`, or `malformed` for bytes that are not UTF-8
 */
export function signedHeader(headers: ReceivedHeaders, name: string): HeaderPair {
  const bytes = Buffer.from(requiredValue(headers, name), 'latin1')
  try {
    return [name, new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)]
  } catch {
    throw new Refusal({ kind: 'malformed', part: name })
  }
}

/** A header as it is signed: lower-case name, value as Unicode text. */
export type HeaderPair = readonly [name: string, value: string]

/** One `name:value` line per header in the order given, values trimmed, each line ended (spec/auth.md 2). */
export function canonicalHeaders(headers: readonly HeaderPair[]): string {
  return headers.map(([name, value]) => `${name}:${trimOuterSpace(value)}\n`).join('')
}

/** The SignedHeaders text: the names joined by `;`, in the order given. */
export function signedHeaderNames(headers: readonly HeaderPair[]): string {
  return headers.map(([name]) => name).join(';')
}

/**
 * Removes the spaces and tabs around a header value, as HTTP parsers do; inner runs stay. A loop, because a regular
 * expression for the end of a text takes quadratic time on a long inner run.
 */
export function trimOuterSpace(value: string): string {
  let start = 0
  let end = value.length
  while (isSpace(value[start])) start++
  while (end > start && isSpace(value[end - 1])) end--
  return value.slice(start, end)
}

function isSpace(character: string | undefined): boolean {
  return character === ' ' || character === '\t'
}

import { canonicalHeaders, type HeaderPair, signedHeaderNames } from './canonical-headers.js'

/** The parts of a canonical request, each already in canonical form. `headers` are the signed ones, in signed order. */
export interface CanonicalParts {
  readonly method: string
  readonly uri: string
  readonly query: string
  readonly headers: readonly HeaderPair[]
  readonly payloadHash: string
}

/** Joins the parts; the header block ends its own last line, so an empty line follows it (spec/auth.md 2). */
export function canonicalRequest({ method, uri, query, headers, payloadHash }: CanonicalParts): string {
  return [method, uri, query, canonicalHeaders(headers), signedHeaderNames(headers), payloadHash].join('\n')
}

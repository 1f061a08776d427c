import { percentDecode, percentEncode } from './percent-encoding.js'

/**
 * The canonical URI by the published rule: the path decoded once, each segment encoded, `/` at the end whether or
 * not the wire has one (spec/auth.md 2, candidate (a) of 2.1.5).
 *
 * `%2F` decodes to a real slash, so `/a%2Fb` and `/a/b` share a signature; whoever routes requests has to refuse `%2F`.
 *
 * @param rawPath path as on the wire, without the query
 * @throws {MalformedEncodingError} the path is not percent-encoded UTF-8
 */
export function canonicalUri(rawPath: string): string {
  return encodeSegments(percentDecode(rawPath))
}

/**
 * The canonical URI of the official Node client, which encodes what is already encoded (candidate (b) of 2.1.5). The
 * two differ only where the raw path holds an escape or a character that needs one.
 */
export function doublyEncodedUri(rawPath: string): string {
  return encodeSegments(rawPath)
}

function encodeSegments(path: string): string {
  const encoded = path.split('/').map(percentEncode).join('/')
  return encoded.endsWith('/') ? encoded : `${encoded}/`
}

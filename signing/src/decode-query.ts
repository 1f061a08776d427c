import { type EncodingFault, MalformedEncodingError, percentDecode } from './percent-encoding.js'

/** A decoded parameter: its name and its value, empty when the wire has none. */
export type QueryPair = readonly [key: string, value: string]

/** A query string that cannot be read without guessing. `parameter` is the raw name, as far as it goes. */
export class MalformedQueryError extends MalformedEncodingError {
  override readonly name = 'MalformedQueryError'
  readonly parameter: string

  constructor(parameter: string, fault: EncodingFault) {
    super('A query parameter', fault)
    this.parameter = parameter
  }
}

/**
 * Reads a raw query string (without `?`) into decoded pairs, in wire order. The signature is computed from these
 * pairs, so the application must take its parameters from here as well: two decoders would sign one request and
 * serve another (spec/auth.md 2.1.4).
 *
 * Empty pieces are skipped, a piece without `=` has an empty value, and `+` is a plus sign.
 *
 * @throws {MalformedQueryError} a name or value has a bad escape, invalid UTF-8, NUL or a character never sent raw
 */
export function decodeQuery(rawQuery: string): QueryPair[] {
  return rawQuery
    .split('&')
    .filter((piece) => piece !== '')
    .map(decodePair)
}

function decodePair(piece: string): QueryPair {
  const equals = piece.indexOf('=')
  const [key, value] = equals < 0 ? [piece, ''] : [piece.slice(0, equals), piece.slice(equals + 1)]
  try {
    return [percentDecode(key), percentDecode(value)]
  } catch (error) {
    if (error instanceof MalformedEncodingError) throw new MalformedQueryError(key, error.fault)
    throw error
  }
}

/** Why a text is not percent-encoded UTF-8. */
export type EncodingFault = 'unescaped-character' | 'bad-escape' | 'nul'

const FAULTS: Record<EncodingFault, string> = {
  'unescaped-character': 'holds a character that has to be percent-encoded',
  'bad-escape': 'holds a % without two hex digits after it, or escapes that are not UTF-8',
  nul: 'holds an escaped NUL',
}

/** A URL part that cannot be read without guessing. Its message never repeats the text, which may be private. */
export class MalformedEncodingError extends Error {
  override readonly name: string = 'MalformedEncodingError'
  readonly code = 'malformed-encoding'
  readonly fault: EncodingFault

  constructor(what: string, fault: EncodingFault) {
    super(`${what} ${FAULTS[fault]}.`)
    this.fault = fault
  }
}

/** Escapes every byte of the UTF-8 form except `A-Z a-z 0-9 - _ . ~`, upper-case hex (spec/auth.md 2). */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
}

/**
 * Undoes percent-encoding and nothing else: a `+` stays a plus sign (spec/auth.md 2.1.4).
 *
 * @throws {MalformedEncodingError} on anything but printable ASCII, a bad escape, invalid UTF-8 or NUL
 */
export function percentDecode(text: string): string {
  if (!/^[\x21-\x7e]*$/.test(text)) throw new MalformedEncodingError('The text', 'unescaped-character')
  const decoded = decodeEscapes(text)
  if (decoded.includes('\0')) throw new MalformedEncodingError('The text', 'nul')
  return decoded
}

function decodeEscapes(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new MalformedEncodingError('The text', 'bad-escape')
  }
}

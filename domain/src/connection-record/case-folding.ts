/**
 * Letters whose case arrived with Unicode 16 or later. Engines and runtimes learn them at different times, so they
 * are left as they are: the fold is that of Unicode 15 everywhere.
 */
const CASED_SINCE_UNICODE_16 =
  /[\u1c89\u1c8a\ua7cb-\ua7cf\ua7d2-\ua7d5\ua7da-\ua7dc\u{10d50}-\u{10d65}\u{10d70}-\u{10d85}\u{16ea0}-\u{16ed3}]/u

/**
 * Folds case for "ignoring case" comparisons: each code point to its simple upper, then its simple lower form.
 * It is defined code point by code point, without context and without a locale, so that an engine can compute the very
 * same text (`lower(upper(x))` of simple mappings); the conformance suite compares both over all of Unicode.
 */
export function foldCase(text: string): string {
  let folded = ''
  for (const character of text) folded += foldCharacter(character)
  return folded
}

function foldCharacter(character: string): string {
  if (CASED_SINCE_UNICODE_16.test(character)) return character
  const upper = simple(character, character.toUpperCase())
  // The full mapping of İ has two code points; its simple one is i.
  return upper === 'İ' ? 'i' : simple(upper, upper.toLowerCase())
}

/** A mapping to several code points is not a simple mapping: the character then stays. */
function simple(character: string, mapped: string): string {
  const codePoint = mapped.codePointAt(0)
  return codePoint !== undefined && String.fromCodePoint(codePoint) === mapped ? mapped : character
}

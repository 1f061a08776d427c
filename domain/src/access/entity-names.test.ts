import { describe, expect, it } from 'vitest'
import { problemOfName } from './entity-names.js'

const unseen = (code: string): string => `must have no control or invisible characters, such as ${code}`
const BLANK = 'must not begin or end with a blank, or be empty'

describe('a name', () => {
  it.each([
    ['of plain letters', 'ada'],
    ['with blanks inside', 'Zoë de la Cruz'],
    ['with an ideographic blank inside', '桌面\u3000管理'],
    ['with marks of its script', 'नमस्ते'],
    ['with accents of their own', 'Rene\u0301'],
    ['with signs', 'R&D (EU) #1 ✓'],
    ['with an emoji', 'desk 🚀'],
    ['from right to left', 'דנה'],
    ['of Persian words that a non-joiner keeps apart', 'می\u200Cخواهم'],
    ['of Sinhala with a joiner', 'ශ්\u200Dරී'],
    ['of Bengali with a joiner before a sign', 'র\u200D্যাব'],
  ])('%s can be used', (_what, name) => {
    expect(problemOfName(name)).toBeUndefined()
  })

  it.each([
    ['a line feed', 'a\nb', 'U+000A'],
    ['a tab at its end', 'ada\t', 'U+0009'],
    ['a control character of the second kind', 'a\u0085b', 'U+0085'],
    ['a zero width space', 'ad\u200Bmin', 'U+200B'],
    ['a word joiner', 'ad\u2060min', 'U+2060'],
    ['a byte order mark', '\uFEFFadmin', 'U+FEFF'],
    ['a soft hyphen', 'ad\u00ADmin', 'U+00AD'],
    ['a right-to-left mark', 'admin\u200F', 'U+200F'],
    ['an override of the direction', 'nimda\u202E', 'U+202E'],
    ['an isolate', '\u2066admin', 'U+2066'],
    ['a tag', 'admin\u{E0041}', 'U+E0041'],
    ['a separator of lines', 'a\u2028b', 'U+2028'],
    ['a separator of paragraphs', 'a\u2029b', 'U+2029'],
    ['half a surrogate pair', 'a\uD800b', 'U+D800'],
    ['a private character', 'a\uE000b', 'U+E000'],
    ['what is not assigned', 'a\u0378b', 'U+0378'],
    ['a filler', 'admin\u3164', 'U+3164'],
    ['a grapheme joiner', 'ad\u034Fmin', 'U+034F'],
    ['a variation selector', 'admin\uFE0E', 'U+FE0E'],
    ['a joiner before it', '\u200Dadmin', 'U+200D'],
    ['a non-joiner after it', 'admin\u200C', 'U+200C'],
    ['a joiner beside a blank', 'a \u200Db', 'U+200D'],
    ['a joiner between signs', '👩\u200D💻', 'U+200D'],
    ['two joiners', 'a\u200D\u200Db', 'U+200D'],
  ])('with %s is refused', (_what, name, code) => {
    expect(problemOfName(name)).toBe(unseen(code))
  })

  it.each(['', ' ', ' ada', 'ada ', 'ada\u00A0', '\u3000ada'])('%j is refused for its blanks', (name) => {
    expect(problemOfName(name)).toBe(BLANK)
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matchesGlob } from './glob.js'

/** The definition, word for word; exponential. */
function naive(pattern: readonly string[], text: readonly string[]): boolean {
  const [wanted, ...others] = pattern
  if (wanted === undefined) return text.length === 0
  if (wanted === '*') return text.some((_, index) => naive(others, text.slice(index))) || naive(others, [])
  return text.length > 0 && (wanted === '?' || wanted === text[0]) && naive(others, text.slice(1))
}

describe('a pattern', () => {
  it.each([
    ['', ''],
    ['*', ''],
    ['*', 'anything'],
    ['**', ''],
    ['a*', 'a'],
    ['*a', 'a'],
    ['*list*', 'list'],
    ['get*', 'getConnectStatus'],
    ['*Status', 'getConnectStatus'],
    ['g*t*s', 'getConnectStatus'],
    ['*ab', 'aab'],
    ['*ab', 'abab'],
    ['a*b*c', 'abbcbc'],
    ['?', 'x'],
    ['?', '😀'],
    ['a?c', 'abc'],
    ['*?', 'x'],
    ['*', '*'],
    ['?', '?'],
    ['*a?', 'aaab'],
  ])('%j fits %j', (pattern, text) => {
    expect(matchesGlob(pattern, text)).toBe(true)
  })

  it.each([
    ['', 'a'],
    ['a', ''],
    ['a', 'A'],
    ['a', 'ab'],
    ['a', 'ba'],
    ['?', ''],
    ['?', 'ab'],
    ['*?', ''],
    ['a*', 'ba'],
    ['*a', 'ab'],
    ['a*b', 'abc'],
    ['a*b*c', 'acb'],
    ['g.t', 'get'],
    ['[a]', 'a'],
  ])('%j does not fit %j', (pattern, text) => {
    expect(matchesGlob(pattern, text)).toBe(false)
  })

  it('fits what its definition says', () => {
    const few = (characters: string) => fc.array(fc.constantFrom(...characters), { maxLength: 8 })
    fc.assert(
      fc.property(few('ab*?'), few('ab*?😀'), (pattern, text) => {
        expect(matchesGlob(pattern.join(''), text.join(''))).toBe(naive(pattern, text))
      }),
      { numRuns: 3000 },
    )
  })

  it('is never tried again from the beginning', () => {
    expect(matchesGlob(`${'a*'.repeat(3000)}b`, 'a'.repeat(2000))).toBe(false)
  })
})

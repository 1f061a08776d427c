import { describe, expect, it } from 'vitest'
import { foldName } from './name-folding.js'

describe('a folded name', () => {
  it.each([
    ['case', 'Admin', 'aDMIN'],
    ['a sigma at the end', 'ΟΔΟΣ', 'οδος'],
    ['an accent of its own', 'Ren\u00E9', 'RENE\u0301'],
    ['an accent that only composes in small letters', 'J\u030C', '\u01F0'],
    ['full width', 'ＡＤＭＩＮ', 'admin'],
    ['a ligature', 'of\uFB01ce', 'office'],
    ['a non-joiner', 'می\u200Cخواهم', 'میخواهم'],
    ['a joiner', 'ad\u200Dmin', 'admin'],
    ['a Kelvin sign', '\u212A', 'k'],
  ])('is the same whatever the %s', (_what, one, another) => {
    expect(foldName(one)).toBe(foldName(another))
  })

  it.each([
    ['René', 'Rene'],
    ['a b', 'ab'],
    ['straße', 'strasse'],
  ])('tells %s from %s', (one, another) => {
    expect(foldName(one)).not.toBe(foldName(another))
  })
})

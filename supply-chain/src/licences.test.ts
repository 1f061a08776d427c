import { describe, expect, it } from 'vitest'
import { EXCEPTIONS, mayBeUsed } from './licences.js'
import { LOCK_FILES, lockedPackages } from './lock-file.js'

const packages = LOCK_FILES.flatMap(lockedPackages)

describe('licences', () => {
  it('of all packages go with Apache-2.0', () => {
    const others = packages.filter(({ name, license }) => !mayBeUsed(name, license))
    expect(others.map(({ name, license }) => `${name} ${license}`)).toEqual([])
  })

  it('have no exception that nothing needs', () => {
    expect(Object.keys(EXCEPTIONS).filter((name) => !packages.some((locked) => locked.name === name))).toEqual([])
  })

  it.each([
    ['MIT', true],
    ['(MIT OR GPL-3.0-or-later)', true],
    ['(MIT AND Zlib)', true],
    ['GPL-3.0-or-later', false],
    ['MIT AND GPL-2.0', false],
    ['AGPL-3.0 OR SSPL-1.0', false],
    ['MPL-2.0', false],
    ['UNLICENSED', false],
    [undefined, false],
  ])('%s may be used: %s', (expression, is) => {
    expect(mayBeUsed('some-package', expression)).toBe(is)
  })
})

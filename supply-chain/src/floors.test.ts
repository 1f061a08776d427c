import { describe, expect, it } from 'vitest'
import { FLOORS, isAtLeast } from './floors.js'
import { lockedPackages } from './lock-file.js'

describe('the floor of versions', () => {
  it.each(FLOORS)('of $name is $atLeast: $reason', ({ name, atLeast }) => {
    const versions = lockedPackages('package-lock.json')
      .filter((locked) => locked.name === name)
      .map(({ version }) => version)
    expect(versions).not.toEqual([])
    expect(versions.filter((version) => !isAtLeast(version, atLeast))).toEqual([])
  })

  it.each([
    ['1.5.6', '1.5.6', true],
    ['1.5.5', '1.5.6', false],
    ['1.10.0', '1.9.9', true],
    ['0.9.9', '1.0.0', false],
    ['1.5.6-r.1', '1.5.6-r.2', false],
    ['2.0.0', '1.5.6-r.2', true],
  ])('%s is at least %s: %s', (version, floor, is) => {
    expect(isAtLeast(version, floor)).toBe(is)
  })
})

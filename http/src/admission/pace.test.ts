import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Pace } from './pace.js'

describe('the pace of callers', () => {
  it('is never exceeded, whenever they ask', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.array(fc.nat({ max: 2_000 }), { maxLength: 200 }),
        (perSecond, gaps) => {
          let atMs = 0
          const pace = new Pace(() => new Date(atMs), perSecond)
          let admitted = 0
          for (const gap of gaps) {
            atMs += gap
            if (pace.isKept('a')) admitted += 1
          }
          expect(admitted).toBeLessThanOrEqual(2 * perSecond + (atMs / 1000) * perSecond)
        },
      ),
    )
  })

  it('is each one their own, and nothing is gained by a clock that is set back', () => {
    let atMs = 10_000
    const pace = new Pace(() => new Date(atMs), 1)
    expect([pace.isKept('a'), pace.isKept('a'), pace.isKept('a'), pace.isKept('b')]).toEqual([true, true, false, true])
    atMs = 0
    expect(pace.isKept('a')).toBe(false)
    atMs = 1000
    expect([pace.isKept('a'), pace.isKept('a')]).toEqual([true, false])
  })
})

import { describe, expect, it } from 'vitest'
import { LineNumbers } from './line-numbers.js'

describe('LineNumbers', () => {
  it.each([
    ['www', [1, 2, 3]],
    ['sww', [2, 3]],
    ['wssw', [1, 4]],
    ['wswswsw', [1, 3, 5, 7]],
    ['wws', [1, 2]],
    ['ss', []],
  ])('after %s (written or skipped) the written lines are %j', (steps, lines) => {
    const numbers = new LineNumbers()
    for (const step of steps) {
      if (step === 'w') numbers.write()
      else numbers.skip()
    }
    expect(lines.map((_line, at) => numbers.inBody(at + 1))).toEqual(lines)
  })

  it('tells the number of a skipped line', () => {
    const numbers = new LineNumbers()
    numbers.write()
    expect([numbers.skip(), numbers.skip()]).toEqual([2, 3])
  })
})

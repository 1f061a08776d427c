import { describe, expect, it } from 'vitest'
import { grainOf } from './grain.js'

const DAY_MS = 86_400_000

describe('the grain of a range', () => {
  it.each([
    [1, 'HOUR'],
    [7, 'HOUR'],
    [8, 'HOUR'],
    [9, 'DAY'],
    [30, 'DAY'],
    [400, 'DAY'],
    [401, 'MONTH'],
  ])('of %i days is %s', (days, grain) => {
    expect(grainOf(0, days * DAY_MS)).toBe(grain)
  })
})

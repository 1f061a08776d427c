import { expect, it } from 'vitest'
import { defaultGrain } from './grain.js'

const DAY_MS = 86_400_000

it.each([
  [0, 'HOUR'],
  [3 * DAY_MS, 'HOUR'],
  [3 * DAY_MS + 1, 'DAY'],
  [120 * DAY_MS, 'DAY'],
  [120 * DAY_MS + 1, 'MONTH'],
])('a range of %i ms is told by %s', (lengthMs, grain) => {
  const from = new Date('2026-01-01T00:00:00Z')
  expect(defaultGrain(from, new Date(from.getTime() + lengthMs))).toBe(grain)
})

import { expect, it } from 'vitest'
import { wireTime } from './wire-time.js'

it.each([
  '2000-01-01T00:00:00.000Z',
  '2024-02-29T23:59:59.999Z',
  '2026-03-01T08:05:09.007Z',
  '2026-03-02T18:13:09.070Z',
  '9998-12-31T12:30:00.500Z',
])('writes %s as toISOString does', (time) => {
  expect(wireTime(Date.parse(time))).toBe(time)
})

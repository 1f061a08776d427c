import { expect, it } from 'vitest'
import { serialOf } from './local-time.js'

const serialOfUtc = (text: string): number => Date.parse(text) / 86_400_000 + 25_569

it.each([
  ['UTC', '2026-01-10T09:00:00.123Z', '2026-01-10T09:00:00.123Z'],
  ['Asia/Shanghai', '2026-01-10T17:00:00.001Z', '2026-01-11T01:00:00.001Z'],
  ['Asia/Kolkata', '2026-01-10T09:00:00.000Z', '2026-01-10T14:30:00.000Z'],
  ['Europe/Madrid', '2026-10-25T00:59:59.999Z', '2026-10-25T02:59:59.999Z'],
  ['Europe/Madrid', '2026-10-25T01:00:00.000Z', '2026-10-25T02:00:00.000Z'],
])('in %s, %s is %s', (timeZone, instant, local) => {
  expect(serialOf(new Date(instant), timeZone)).toBe(serialOfUtc(local))
})

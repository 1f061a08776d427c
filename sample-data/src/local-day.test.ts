import { describe, expect, it } from 'vitest'
import { DAY_MS, isWeekend, localMidnightMs } from './local-day.js'
import { OFFICES } from './office.js'

const ZONES = ['Asia/Shanghai', 'Asia/Singapore', 'Europe/Berlin', 'America/Sao_Paulo', 'America/Chicago']

describe('local days', () => {
  it.each(OFFICES.map((office, index) => [ZONES[index] ?? '', office.clock] as const))(
    '%s has its noon at noon, in summer too',
    (timeZone, clock) => {
      const hourOf = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
      const days = Array.from({ length: 6 * 365 }, (_, index) => Date.UTC(2021, 0, 1) / DAY_MS + index)
      const noons = days.map((day) => hourOf.format(localMidnightMs(clock, day) + DAY_MS / 2))
      expect(noons).toEqual(days.map((day) => `${new Date(day * DAY_MS).toISOString().slice(0, 10)} 12:00`))
    },
  )

  it.each([
    ['2026-02-27', false],
    ['2026-02-28', true],
    ['2026-03-01', true],
    ['2026-03-02', false],
  ])('%s is of the weekend: %s', (date, expected) => {
    expect(isWeekend(Date.parse(date) / DAY_MS)).toBe(expected)
  })
})

import { describe, expect, it } from 'vitest'
import { nextDayOf, purgeLimit } from './purge-day.js'

const at = (text: string): Date => new Date(text)

describe('the purge of a day', () => {
  it.each([
    ['2026-11-26T00:00:00.000Z', 1, '2026-11-25T00:00:00.000Z'],
    ['2026-11-26T23:59:59.999Z', 1, '2026-11-25T00:00:00.000Z'],
    ['2026-03-01T12:00:00.000Z', 30, '2026-01-30T00:00:00.000Z'],
  ])('at %s with %i days takes what started before %s', (now, days, limit) => {
    expect(purgeLimit(at(now), days)).toEqual(at(limit))
  })

  it.each([0, 36_500])('takes nothing with %i days', (days) => {
    expect(purgeLimit(at('2026-11-26T00:00:00Z'), days)).toBeUndefined()
  })

  it('is followed by the next at midnight of UTC', () => {
    expect(nextDayOf(at('2026-11-26T00:00:00.000Z'))).toEqual(at('2026-11-27T00:00:00Z'))
    expect(nextDayOf(at('2026-11-26T23:59:59.999Z'))).toEqual(at('2026-11-27T00:00:00Z'))
  })
})

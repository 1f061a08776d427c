import { describe, expect, it } from 'vitest'
import { exportRange } from './export-window.js'

const NOW = new Date('2026-03-31T12:00:00.000Z')
const days = (count: number): Date => new Date(NOW.getTime() + count * 86_400_000)

describe('the range of an export', () => {
  it.each([
    ['nothing', {}, days(-30), NOW],
    ['a start', { start: days(-7) }, days(-7), NOW],
    ['an end', { end: days(-7) }, days(-30), days(-7)],
    ['both', { start: days(-7), end: days(-6) }, days(-7), days(-6)],
    ['a future end', { start: days(-7), end: days(1) }, days(-7), NOW],
    ['equal ends', { start: days(-7), end: days(-7) }, days(-7), days(-7)],
    [
      'the old edge, a little late',
      { start: new Date(days(-30).getTime() - 300_000) },
      new Date(days(-30).getTime() - 300_000),
      NOW,
    ],
  ])('given %s', (_what, asked, startedFrom, startedUntil) => {
    expect(exportRange(asked, NOW, 30)).toEqual({ startedFrom, startedUntil })
  })

  it.each([
    [
      'a start before the window',
      { start: new Date(days(-30).getTime() - 300_001) },
      /^start_time must lie in the last 30 days/,
    ],
    ['an end before the window', { end: days(-31) }, /^end_time must lie in the last 30 days/],
    ['a start after the end', { start: days(-6), end: days(-7) }, /^start_time must not be after the end/],
    ['a future start', { start: days(1) }, /^start_time must not lie in the future/],
    ['a future range', { start: days(1), end: days(2) }, /^start_time must not lie in the future/],
  ])('%s is refused', (_what, asked, message) => {
    expect(() => exportRange(asked, NOW, 30)).toThrow(message)
  })

  it('never ends before it begins', () => {
    const end = new Date(days(-30).getTime() - 60_000)
    expect(exportRange({ end }, NOW, 30)).toEqual({ startedFrom: end, startedUntil: end })
  })

  it('has no old edge when the window is without limit', () => {
    expect(exportRange({}, NOW, 0)).toEqual({ startedFrom: undefined, startedUntil: NOW })
    expect(exportRange({ start: days(-9999) }, NOW, 0).startedFrom).toEqual(days(-9999))
  })
})

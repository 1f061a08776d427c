import { describe, expect, it } from 'vitest'
import { parseStrictTime } from './strict-time.js'

describe('a strict time', () => {
  it.each([
    ['2026-01-31T08:00:00Z', '2026-01-31T08:00:00.000Z'],
    ['2026-01-31T08:00:00.250Z', '2026-01-31T08:00:00.250Z'],
    ['2026-01-31T08:00:00+08:00', '2026-01-31T00:00:00.000Z'],
    ['2026-01-01T00:30:00-05:30', '2026-01-01T06:00:00.000Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
  ])('%s is %s', (text, instant) => {
    expect(parseStrictTime(text)?.toISOString()).toBe(instant)
  })

  it.each([
    '2026-02-31',
    '2026-02-29T00:00:00Z',
    '2026-13-01',
    '2026-01-01T24:00:00Z',
    '2026-01-01T10:60:00Z',
    '2026-01-01T10:00:00+25:00',
    '2026-01-01T10:00:00',
    '2026-01-01T10:00Z',
    '2026-01-01T10:00:00.1Z',
    '2026-01-01Z',
    '2026-01-01 10:00:00Z',
    '2026',
    'soon',
    '',
  ])('%j is none', (text) => {
    expect(parseStrictTime(text)).toBeUndefined()
  })
})

import { describe, expect, it } from 'vitest'
import { toOnlineCounts, toOnlineWindow } from './online-users.js'

const NOW = new Date('2026-03-01T10:20:30.456Z')

describe('the window in which online users are counted', () => {
  it.each([
    [{ query_type: 'DAY' }, 'hour', '2026-03-01T00:00:00.000Z', NOW.toISOString()],
    [{ query_type: 'WEEK' }, 'day', '2026-02-23T00:00:00.000Z', NOW.toISOString()],
    [{ query_type: 'MONTH' }, 'day', '2026-01-31T00:00:00.000Z', NOW.toISOString()],
    [
      { start_time: '2026-01-05T03:01Z', end_time: '2026-01-05T10:01Z' },
      'hour',
      '2026-01-05T00:00:00.000Z',
      '2026-01-05T10:01:00.000Z',
    ],
    [
      { start_time: '2026-01-05T03:01Z', end_time: '2026-01-05T03:01Z' },
      'hour',
      '2026-01-05T00:00:00.000Z',
      '2026-01-05T03:01:00.000Z',
    ],
    [
      { start_time: '2026-01-05T23:59Z', end_time: '2026-01-06T00:00Z' },
      'day',
      '2026-01-05T00:00:00.000Z',
      '2026-01-06T00:00:00.000Z',
    ],
    // The same day where it was written, but not in UTC.
    [
      { start_time: '2026-01-05T01:00+08:00', end_time: '2026-01-05T09:00+08:00' },
      'day',
      '2026-01-04T00:00:00.000Z',
      '2026-01-05T01:00:00.000Z',
    ],
    [
      { start_time: '2026-03-01T09:00Z', end_time: '2026-03-01T23:00Z' },
      'hour',
      '2026-03-01T00:00:00.000Z',
      NOW.toISOString(),
    ],
    [
      { start_time: '2026-02-28T09:00Z', end_time: '2026-03-05T23:00Z' },
      'day',
      '2026-02-28T00:00:00.000Z',
      NOW.toISOString(),
    ],
    [{ query_type: 'DAY', start_time: '2026-01-05T03:01Z' }, 'hour', '2026-03-01T00:00:00.000Z', NOW.toISOString()],
  ] as const)('of %j is by %s from %s until %s', (query, bucket, from, until) => {
    expect(toOnlineWindow(query, NOW)).toEqual({ bucket, from: new Date(from), until: new Date(until), now: NOW })
  })

  it.each([
    [{}, 'query_type is missing; send it, or start_time and end_time'],
    [{ start_time: '2026-01-05T03:01Z' }, 'end_time is missing; it goes with start_time'],
    [{ end_time: '2026-01-05T03:01Z' }, 'start_time is missing; it goes with end_time'],
    [{ start_time: '2026-01-05T03:01Z', end_time: '2026-01-05T03:00Z' }, 'start_time must not be after end_time'],
    [{ start_time: '2025-01-01T00:00Z', end_time: '2026-02-05T00:00Z' }, 'start_time must lie within 400 days'],
  ])('is not %j', (query, message) => {
    expect(() => toOnlineWindow(query, NOW)).toThrow(message)
  })

  it('may be 400 days long', () => {
    const query = { start_time: '2025-01-01T23:59Z', end_time: '2026-02-04T23:59Z' }
    expect(toOnlineWindow(query, NOW).from).toEqual(new Date('2025-01-01'))
  })

  it('is as long as it is up to now, however late its end', () => {
    const query = { start_time: '2026-01-01T00:00Z', end_time: '2036-01-01T00:00Z' }
    expect(toOnlineWindow(query, NOW).until).toEqual(NOW)
  })
})

it.each([
  ['hour', '2026-01-31T03:00:00.000Z', '03:00 : 5'],
  ['day', '2026-01-31T00:00:00.000Z', '2026-01-31 : 5'],
] as const)('the count of a %s is told as %3$s', (bucket, start, text) => {
  expect(toOnlineCounts([{ startsAt: new Date(start), userCount: 5 }], bucket)).toEqual({ time_counts: [text] })
})

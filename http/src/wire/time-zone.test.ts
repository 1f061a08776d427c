import { describe, expect, it } from 'vitest'
import { toTimeZone } from './time-zone.js'

describe('toTimeZone', () => {
  it.each([
    'UTC',
    'Etc/UTC',
    'Etc/GMT-14',
    'Asia/Shanghai',
    'Asia/Kolkata',
    'Asia/Calcutta',
    'America/Argentina/Buenos_Aires',
    'America/Port-au-Prince',
    'EST5EDT',
  ])('takes %s', (name) => {
    expect(toTimeZone(name)).toBe(name)
  })

  it.each([
    ['+08:00', 'an offset is not one'],
    ['-0800', 'an offset is not one'],
    ['UTC+8', 'an offset is not one'],
    ['utc', 'time_zone must be the IANA name'],
    ['asia/shanghai', 'time_zone must be the IANA name'],
    ['ASIA/SHANGHAI', 'time_zone must be spelled Asia/Shanghai'],
    ['Mars/Olympus', 'time_zone must be the IANA name'],
    ['Asia/Shanghai ', 'time_zone must be the IANA name'],
  ])('refuses %s', (name, message) => {
    expect(() => toTimeZone(name)).toThrow(message)
  })
})

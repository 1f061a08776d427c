import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { GRAINS, type Grain } from './grain.js'
import { localBuckets } from './local-buckets.js'

const bounds = (timeZone: string, grain: Grain, from: string, until: string): string[] =>
  localBuckets({ from: new Date(from), until: new Date(until), grain, timeZone }).map((bound) => bound.toISOString())

const times = (all: readonly string[]): string[] => all.map((bound) => bound.slice(8, 16))

describe('local hours', () => {
  it('begin with the hour of the first instant and end with that of the last', () => {
    expect(bounds('UTC', 'HOUR', '2026-01-10T09:59:59.999Z', '2026-01-10T11:00:00Z')).toEqual([
      '2026-01-10T09:00:00.000Z',
      '2026-01-10T10:00:00.000Z',
      '2026-01-10T11:00:00.000Z',
      '2026-01-10T12:00:00.000Z',
    ])
  })

  it('of Kathmandu begin at a quarter past', () => {
    expect(times(bounds('Asia/Kathmandu', 'HOUR', '2026-01-10T09:00Z', '2026-01-10T09:20Z'))).toEqual([
      '10T08:15',
      '10T09:15',
      '10T10:15',
    ])
  })

  it.each([
    ['are each there once where clocks are put forward', '2026-03-29T00:30Z', ['29T00:00', '29T01:00', '29T02:00']],
    ['are two where an hour comes twice', '2026-10-25T00:30Z', ['25T00:00', '25T01:00', '25T02:00']],
  ])('%s', (_what, from, expected) => {
    const until = new Date(Date.parse(from) + 3_600_000).toISOString()
    expect(times(bounds('Europe/Berlin', 'HOUR', from, until))).toEqual(expected)
  })

  it('end where clocks are set by half an hour', () => {
    // On Lord Howe Island 02:00 becomes 01:30 at 15:00Z in April, and 02:30 at 15:30Z in October.
    const back = bounds('Australia/Lord_Howe', 'HOUR', '2026-04-04T14:10Z', '2026-04-04T15:40Z')
    expect(times(back)).toEqual(['04T14:00', '04T15:00', '04T15:30', '04T16:30'])
    const forward = bounds('Australia/Lord_Howe', 'HOUR', '2026-10-03T15:00Z', '2026-10-03T16:30Z')
    expect(times(forward)).toEqual(['03T14:30', '03T15:30', '03T16:00', '03T17:00'])
    const within = bounds('Australia/Lord_Howe', 'HOUR', '2026-10-03T15:40Z', '2026-10-03T15:50Z')
    expect(times(within)).toEqual(['03T15:30', '03T16:00'])
  })
})

describe('local days', () => {
  it.each([
    ['23 hours', 'Europe/Berlin', '2026-03-29T12:00Z', ['28T23:00', '29T22:00']],
    ['25 hours', 'Europe/Berlin', '2026-10-25T12:00Z', ['24T22:00', '25T23:00']],
    ['begins at one where there is no midnight', 'America/Sao_Paulo', '2018-11-04T12:00Z', ['04T03:00', '05T02:00']],
    ['follows a date that was skipped', 'Pacific/Apia', '2011-12-30T12:00Z', ['30T10:00', '31T10:00']],
    ['begins at its first midnight of two', 'America/St_Johns', '2006-10-29T12:00Z', ['29T02:30', '30T03:30']],
  ])('one has, or %s in %s', (_what, timeZone, at, expected) => {
    expect(times(bounds(timeZone, 'DAY', at, at))).toEqual(expected)
  })

  it('that were skipped are no bucket', () => {
    expect(times(bounds('Pacific/Apia', 'DAY', '2011-12-29T12:00Z', '2011-12-31T12:00Z'))).toEqual([
      '29T10:00',
      '30T10:00',
      '31T10:00',
      '01T10:00',
    ])
  })
})

it('local months are as long as they are', () => {
  expect(bounds('America/New_York', 'MONTH', '2026-02-01T04:59Z', '2026-03-31T12:00Z')).toEqual([
    '2026-01-01T05:00:00.000Z',
    '2026-02-01T05:00:00.000Z',
    '2026-03-01T05:00:00.000Z',
    '2026-04-01T04:00:00.000Z',
  ])
})

it.each([
  ['HOUR', 2_000 * 3_600_000, 'grain HOUR would make more than 2,000 buckets; use DAY'],
  ['DAY', 2_000 * 86_400_000, 'grain DAY would make more than 2,000 buckets; use MONTH'],
  ['MONTH', 2_001 * 31 * 86_400_000, 'start_time must be nearer to end_time'],
] as const)('more than 2,000 buckets of a %s are refused', (grain, lengthMs, message) => {
  const from = new Date('2026-01-01T00:00:00Z')
  const order = (ms: number) => ({ from, until: new Date(from.getTime() + ms), grain, timeZone: 'UTC' })
  expect(() => localBuckets(order(lengthMs))).toThrow(message)
  if (grain !== 'MONTH') expect(localBuckets(order(lengthMs - 1))).toHaveLength(2_001)
})

it('buckets of any zone and range follow one another, and hold its ends', () => {
  const zones = ['UTC', 'Asia/Shanghai', 'Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'Pacific/Apia']
  const instant = fc.date({ min: new Date('1970-01-02Z'), max: new Date('2037-12-31Z'), noInvalidDate: true })
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.constantFrom(...GRAINS),
      instant,
      fc.nat(40),
      (zone, grain, from, count) => {
        const widthMs = { HOUR: 3_600_000, DAY: 86_400_000, MONTH: 31 * 86_400_000 }[grain]
        const until = new Date(from.getTime() + (count * widthMs) / 3)
        const all = localBuckets({ from, until, grain, timeZone: zone }).map((bound) => bound.getTime())
        expect(all).toEqual([...new Set(all)].sort((a, b) => a - b))
        expect(all[0]).toBeLessThanOrEqual(from.getTime())
        expect(all[1]).toBeGreaterThan(from.getTime())
        expect(all.at(-2)).toBeLessThanOrEqual(until.getTime())
        expect(all.at(-1)).toBeGreaterThan(until.getTime())
      },
    ),
  )
})

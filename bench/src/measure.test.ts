import { beforeEach, describe, expect, it } from 'vitest'
import { type Contender, compare, quantile, spreadOf } from './measure.js'

describe('a quantile', () => {
  it.each([
    [0.5, [3], 3],
    [0.5, [4, 1, 3], 3],
    [0.5, [4, 1, 2, 3], 2.5],
    [0.95, [10, 2, 30], 28],
    [0, [5, 1, 9], 1],
    [1, [5, 1, 9], 9],
  ])('%d of %j is %d', (share, values, expected) => {
    expect(quantile(values, share)).toBeCloseTo(expected, 10)
  })

  it('of nothing is refused', () => {
    expect(() => quantile([], 0.5)).toThrow(RangeError)
  })
})

it('a spread is median, least and most', () => {
  expect(spreadOf([5, 100, 3])).toEqual({ median: 5, min: 3, max: 100 })
})

describe('a comparison', () => {
  const turns: string[] = []
  const contenderOf = (name: string, seconds: number[], cases = ['small']): Contender => ({
    name,
    async run() {
      turns.push(name)
      const measures = { seconds: seconds.shift() ?? 0, rows: 7 }
      return Object.fromEntries(cases.map((one) => [one, measures]))
    },
  })
  beforeEach(() => turns.splice(0))

  it('lets all take turns, the first one too', async () => {
    const contenders = ['ours', 'raw', 'other'].map((name) => contenderOf(name, []))
    await compare({ rounds: 4, contenders, yardstick: 'raw', lead: 'seconds' })
    expect(turns.join(' ')).toBe('ours raw other raw other ours other ours raw ours raw other')
  })

  it('takes the ratio to the yardstick within each round', async () => {
    const contenders = [
      contenderOf('ours', [2, 6, 40]),
      contenderOf('raw', [1, 2, 10]),
      contenderOf('other', [5, 1, 1]),
    ]
    const rows = await compare({ rounds: 3, contenders, yardstick: 'raw', lead: 'seconds' })
    const rowCount = { median: 7, min: 7, max: 7 }
    expect(rows).toEqual([
      {
        case: 'small',
        contender: 'ours',
        measures: {
          seconds: { median: 6, min: 2, max: 40 },
          rows: rowCount,
          'times raw': { median: 3, min: 2, max: 4 },
        },
      },
      { case: 'small', contender: 'raw', measures: { seconds: { median: 2, min: 1, max: 10 }, rows: rowCount } },
      {
        case: 'small',
        contender: 'other',
        measures: {
          seconds: { median: 1, min: 1, max: 5 },
          rows: rowCount,
          'times raw': { median: 0.5, min: 0.1, max: 5 },
        },
      },
    ])
  })

  it('has no row where a contender leaves a case out, and no ratio where the yardstick does', async () => {
    const contenders = [
      contenderOf('ours', [], ['small', 'large']),
      contenderOf('raw', [], ['small']),
      contenderOf('other', [], ['large', 'huge']),
    ]
    const rows = await compare({ rounds: 2, contenders, yardstick: 'raw', lead: 'seconds' })
    expect(rows.map((row) => `${row.case}: ${row.contender}`)).toEqual([
      'small: ours',
      'small: raw',
      'large: ours',
      'large: other',
      'huge: other',
    ])
    expect(rows.filter(({ measures }) => 'times raw' in measures)).toHaveLength(1)
  })
})

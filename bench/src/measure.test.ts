import { describe, expect, it } from 'vitest'
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
  const contenderOf = (name: string, seconds: number[]): Contender => ({
    name,
    async run() {
      turns.push(name)
      return { small: { seconds: seconds.shift() ?? 0, rows: 7 } }
    },
  })

  it('lets both take turns, the first one too, and takes the ratio within each round', async () => {
    const contender = contenderOf('ours', [2, 6, 40])
    const yardstick = contenderOf('raw', [1, 2, 10])
    const rows = await compare({ rounds: 3, contender, yardstick, lead: 'seconds' })
    expect(turns).toEqual(['ours', 'raw', 'raw', 'ours', 'ours', 'raw'])
    expect(rows).toEqual([
      {
        case: 'small',
        contender: 'ours',
        measures: {
          seconds: { median: 6, min: 2, max: 40 },
          rows: { median: 7, min: 7, max: 7 },
          'times raw': { median: 3, min: 2, max: 4 },
        },
      },
      {
        case: 'small',
        contender: 'raw',
        measures: { seconds: { median: 2, min: 1, max: 10 }, rows: { median: 7, min: 7, max: 7 } },
      },
    ])
  })
})

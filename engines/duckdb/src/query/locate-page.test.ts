import { describe, expect, it } from 'vitest'
import { locatePage } from './locate-page.js'

const BUCKETS = [
  { fromMs: 40, count: 3 },
  { fromMs: 20, count: 2 },
  { fromMs: 10, count: 5 },
]

describe('a page among buckets of 3, 2 and 5 records', () => {
  it.each([
    [0, 3, { fromMs: 40, untilMs: 50, offset: 0, rowCount: 3 }],
    [0, 4, { fromMs: 20, untilMs: 50, offset: 0, rowCount: 5 }],
    [2, 2, { fromMs: 20, untilMs: 50, offset: 2, rowCount: 5 }],
    [3, 2, { fromMs: 20, untilMs: 30, offset: 0, rowCount: 2 }],
    [4, 6, { fromMs: 10, untilMs: 30, offset: 1, rowCount: 7 }],
    [9, 1, { fromMs: 10, untilMs: 20, offset: 4, rowCount: 5 }],
  ])('from record %s, of %s records', (offset, limit, placed) => {
    expect(locatePage(BUCKETS, 10, { offset, limit })).toEqual({ ...placed, limit, widthMs: 10 })
  })

  it('is nowhere when they hold less', () => {
    expect(locatePage(BUCKETS, 10, { offset: 8, limit: 3 })).toBeUndefined()
  })
})

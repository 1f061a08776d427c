import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { halvesOf, planSlices } from './plan-slices.js'

const LIMITS = { rowsPerSlice: 100, rowsPerSection: 250 }

describe('a plan of slices', () => {
  it('joins thin buckets and cuts thick ones', () => {
    const buckets = [
      { fromMs: 5000, rowCount: 60 },
      { fromMs: 4000, rowCount: 40 },
      { fromMs: 3000, rowCount: 1 },
      { fromMs: 0, rowCount: 180 },
    ]
    expect(planSlices(buckets, 1000, LIMITS)).toEqual([
      { fromMs: 4000, toMs: 6000, skip: 0, take: 100, isWhole: true, section: 0, rowsBefore: 0 },
      { fromMs: 3000, toMs: 4000, skip: 0, take: 1, isWhole: true, section: 0, rowsBefore: 100 },
      { fromMs: 0, toMs: 1000, skip: 0, take: 100, isWhole: false, section: 0, rowsBefore: 101 },
      { fromMs: 0, toMs: 1000, skip: 100, take: 49, isWhole: false, section: 0, rowsBefore: 201 },
      { fromMs: 0, toMs: 1000, skip: 149, take: 31, isWhole: false, section: 1, rowsBefore: 0 },
    ])
  })

  it('has every row once, in order, in sections that are full but for the last', () => {
    const counts = fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 30 })
    fc.assert(
      fc.property(counts, (rowCounts) => {
        const buckets = rowCounts.map((rowCount, place) => ({ fromMs: 10_000 - place * 10, rowCount }))
        const slices = planSlices(buckets, 10, LIMITS)
        const total = rowCounts.reduce((sum, count) => sum + count, 0)
        let seen = 0
        for (const slice of slices) {
          expect(slice.take).toBeGreaterThan(0)
          expect(slice.take).toBeLessThanOrEqual(LIMITS.rowsPerSlice)
          expect(slice.section * LIMITS.rowsPerSection + slice.rowsBefore).toBe(seen)
          expect(slice.rowsBefore + slice.take).toBeLessThanOrEqual(LIMITS.rowsPerSection)
          const newer = buckets
            .filter(({ fromMs }) => fromMs >= slice.toMs)
            .reduce((sum, { rowCount }) => sum + rowCount, 0)
          expect(newer + slice.skip).toBe(seen)
          seen += slice.take
        }
        expect(seen).toBe(total)
      }),
    )
  })

  it('halves a slice by time, within a millisecond by rows, down to one', () => {
    const slice = { fromMs: 0, toMs: 1001, skip: 0, take: 5, isWhole: true, section: 1, rowsBefore: 7 }
    expect(halvesOf(slice)).toEqual([
      { ...slice, fromMs: 501 },
      { ...slice, toMs: 501 },
    ])
    const instant = { ...slice, toMs: 1 }
    expect(halvesOf(instant)).toEqual([
      { ...instant, take: 3, isWhole: false },
      { ...instant, skip: 3, take: 2, isWhole: false },
    ])
    expect(halvesOf({ ...instant, take: 1 })).toBeUndefined()
  })
})

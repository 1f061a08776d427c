import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planSlices } from './plan-slices.js'
import { PlannedSlices } from './planned-slices.js'

const WIDTH_MS = 10
const LIMITS = { rowsPerSlice: 100, rowsPerSection: 250 }

describe('slices taken from a plan', () => {
  it('are joined as long as they fit', () => {
    const buckets = [90, 80, 70].map((rowCount, place) => ({ fromMs: 30 - place * WIDTH_MS, rowCount }))
    const plan = new PlannedSlices(planSlices(buckets, WIDTH_MS, LIMITS))
    expect(plan.take(170)).toEqual({
      fromMs: 20,
      toMs: 40,
      skip: 0,
      take: 170,
      isWhole: true,
      section: 0,
      rowsBefore: 0,
    })
    expect(plan.take(170)).toMatchObject({ fromMs: 10, toMs: 20, take: 70, rowsBefore: 170 })
    expect(plan.take(170)).toBeUndefined()
  })

  it('have every row once, in order and within its section, whatever is taken at a time', () => {
    const counts = fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 30 })
    const sizes = fc.array(fc.integer({ min: 1, max: 1_000 }), { minLength: 1, maxLength: 9 })
    fc.assert(
      fc.property(counts, sizes, (rowCounts, takes) => {
        const buckets = rowCounts.map((rowCount, place) => ({ fromMs: 10_000 - place * WIDTH_MS, rowCount }))
        const plan = new PlannedSlices(planSlices(buckets, WIDTH_MS, LIMITS))
        let seen = 0
        for (let turn = 0; ; turn += 1) {
          const maxRows = takes[turn % takes.length] ?? 1
          const slice = plan.take(maxRows)
          if (slice === undefined) break
          expect(slice.take).toBeLessThanOrEqual(Math.max(maxRows, LIMITS.rowsPerSlice))
          expect(slice.section * LIMITS.rowsPerSection + slice.rowsBefore).toBe(seen)
          expect(slice.rowsBefore + slice.take).toBeLessThanOrEqual(LIMITS.rowsPerSection)
          expect(rowsOf(buckets, ({ fromMs }) => fromMs >= slice.toMs) + slice.skip).toBe(seen)
          const within = rowsOf(buckets, ({ fromMs }) => fromMs >= slice.fromMs && fromMs < slice.toMs)
          if (slice.isWhole) expect(slice).toMatchObject({ skip: 0, take: within })
          else expect(slice.skip + slice.take).toBeLessThanOrEqual(within)
          seen += slice.take
        }
        expect(seen).toBe(rowsOf(buckets, () => true))
      }),
    )
  })
})

type Bucket = Parameters<typeof planSlices>[0][number]

function rowsOf(buckets: readonly Bucket[], isMeant: (bucket: Bucket) => boolean): number {
  return buckets.filter(isMeant).reduce((sum, { rowCount }) => sum + rowCount, 0)
}

import { describe, expect, it } from 'vitest'
import { bucketRange } from './bucket-range.js'

const at = (time: string): string => `2026-01-31T${time}Z`

/** Asked from 08:10 to 09:50. */
const BUCKETS = {
  items: [{ start_time: at('08:00:00.000') }, { start_time: at('09:00:00.000') }],
  start_time: at('08:10:00.000'),
  end_time: at('09:50:00.000'),
}

describe('the rows of a bucket', () => {
  it.each([
    ['first', 0, at('08:10:00.000'), at('08:59:59.999')],
    ['last', 1, at('09:00:00.000'), at('09:50:00.000')],
  ])('of the %s one lie within both it and the range', (_which, place, from, to) => {
    expect(bucketRange(BUCKETS, place)).toEqual({ from, to })
  })
})

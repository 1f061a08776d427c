/** How long a bucket is, as the API names it. */
export const GRAINS = ['HOUR', 'DAY', 'MONTH'] as const

export type Grain = (typeof GRAINS)[number]

const HOUR_MS = 3_600_000

/** Hours up to so many, days up to so many, then months. */
const MOST_HOURS = 8 * 24
const MOST_DAYS = 400

/** The grain in which a range is told unless another one is chosen: so many buckets as can be told apart. */
export function grainOf(fromMs: number, toMs: number): Grain {
  const hours = (toMs - fromMs) / HOUR_MS
  if (hours <= MOST_HOURS) return 'HOUR'
  return hours <= MOST_DAYS * 24 ? 'DAY' : 'MONTH'
}

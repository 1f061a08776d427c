/** How wide the buckets of a series are, from the finest. */
export const GRAINS = ['HOUR', 'DAY', 'MONTH'] as const
export type Grain = (typeof GRAINS)[number]

const DAY_MS = 86_400_000

/** The longest ranges that are told by hour and by day unless asked otherwise. */
const LONGEST_MS = { hours: 3 * DAY_MS, days: 120 * DAY_MS } as const

/** The grain that a range is told in unless another one is asked for. */
export function defaultGrain(from: Date, until: Date): Grain {
  const lengthMs = until.getTime() - from.getTime()
  if (lengthMs <= LONGEST_MS.hours) return 'HOUR'
  return lengthMs <= LONGEST_MS.days ? 'DAY' : 'MONTH'
}

/** The next coarser grain; none is coarser than months. */
export function coarserGrain(grain: Grain): Grain | undefined {
  return GRAINS[GRAINS.indexOf(grain) + 1]
}

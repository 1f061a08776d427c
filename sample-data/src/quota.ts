import { MEAN_ATTEMPTS } from './episode-plan.js'
import type { TimeRange } from './generate-options.js'
import type { Office } from './office.js'
import { type Wave, waves } from './wave.js'

/** A wave with its share of the records. */
export interface WaveQuota {
  readonly wave: Wave
  readonly quota: number
}

/** All waves of a time range with as many records each as their weights say: whole numbers that add up to `records`. */
export function* waveQuotas(range: TimeRange, records: number): Generator<WaveQuota> {
  const total = totalWeight(range)
  let weight = 0
  let given = 0
  for (const wave of waves(range)) {
    weight += wave.weight
    const due = weight >= total ? records : Math.round(records * (weight / total))
    yield { wave, quota: due - given }
    given = due
  }
}

/** How many people each office needs so that `records` come about by everybody's own plans. */
export function staffFor(range: TimeRange, records: number): (office: Office) => number {
  const people = records / (totalWeight(range) * MEAN_ATTEMPTS)
  return ({ staffShare }) => Math.max(1, Math.ceil(people * staffShare))
}

function totalWeight(range: TimeRange): number {
  let total = 0
  for (const wave of waves(range)) total += wave.weight
  return total
}

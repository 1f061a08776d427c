import type { Slice } from './plan-slices.js'

/** A plan of slices, newest first, that are taken in larger ones. */
export class PlannedSlices {
  private taken = 0

  constructor(private readonly slices: readonly Slice[]) {}

  /** The next slice, joined with those after it as far as they have no more than so many rows together; undefined after the last. */
  take(maxRows: number): Slice | undefined {
    let joined = this.slices[this.taken]
    while (joined !== undefined) {
      this.taken += 1
      const next = this.slices[this.taken]
      const both = next === undefined || joined.take + next.take > maxRows ? undefined : join(joined, next)
      if (both === undefined) break
      joined = both
    }
    return joined
  }
}

/** Two neighbouring slices as one, unless they are of different sections or only one of them is cut by rows. */
function join(newer: Slice, older: Slice): Slice | undefined {
  if (newer.section !== older.section) return undefined
  const take = newer.take + older.take
  if (newer.isWhole && older.isWhole) return { ...newer, fromMs: older.fromMs, take }
  return newer.fromMs === older.fromMs && newer.toMs === older.toMs ? { ...newer, take } : undefined
}

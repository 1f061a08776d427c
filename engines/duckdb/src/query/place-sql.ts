/** Neighbouring stretches of one width. */
interface Run {
  readonly firstMs: number
  readonly widthMs: number
  /** Place of the first. */
  readonly place: number
}

/**
 * SQL of the place, from 0, of the stretch that an instant lies in.
 * @param instant SQL of a timestamp; of one outside of the bounds the place means nothing
 * @param bounds the start of each stretch in ascending order, then the end of the last
 */
export function placeSql(instant: string, bounds: readonly Date[]): string {
  return searched(`epoch_ms(${instant})`, runsOf(bounds.map((bound) => bound.getTime())))
}

/** Hours are one run, days one between any two changes of clocks. */
function runsOf(bounds: readonly number[]): Run[] {
  const runs: Run[] = []
  for (const [place, firstMs] of bounds.slice(0, -1).entries()) {
    const widthMs = (bounds[place + 1] ?? firstMs) - firstMs
    if (runs.at(-1)?.widthMs !== widthMs) runs.push({ firstMs, widthMs, place })
  }
  return runs
}

/** A binary search, written out; the numbers are made here, of instants. */
function searched(ms: string, runs: readonly Run[]): string {
  const middle = runs.length >> 1
  const [run] = runs.slice(middle)
  if (run === undefined) throw new RangeError('there is no stretch')
  if (runs.length === 1) return `(${ms} - ${run.firstMs}) // ${run.widthMs} + ${run.place}`
  const [before, after] = [runs.slice(0, middle), runs.slice(middle)]
  return `CASE WHEN ${ms} < ${run.firstMs} THEN ${searched(ms, before)} ELSE ${searched(ms, after)} END`
}

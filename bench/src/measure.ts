/** A measured value over all rounds. */
export interface Spread {
  readonly median: number
  readonly min: number
  readonly max: number
}

/** What one run told, by the measure's name, which ends with its unit. */
export type Measures = Readonly<Record<string, number>>

/**
 * One of those that are compared. A run is one round: it does every case once and tells the measures of each; a case that
 * it cannot do, it leaves out.
 */
export interface Contender {
  readonly name: string
  run(): Promise<Readonly<Record<string, Measures>>>
}

/** One line of an answer. */
export interface Row {
  readonly case: string
  readonly contender: string
  readonly measures: Readonly<Record<string, Spread>>
}

/** Who is compared, how often, and in what. */
export interface Comparison {
  readonly rounds: number
  /** The first one's cases come first, in its order. */
  readonly contenders: readonly Contender[]
  /** The name of the contender that all others are held against. */
  readonly yardstick: string
  /** The measure that is told as a ratio, too. */
  readonly lead: string
}

/** The value below which `share` (0 to 1) of the values lie; between two values it is interpolated. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const place = (sorted.length - 1) * share
  const [below, above] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]]
  if (below === undefined || above === undefined) throw new RangeError('no values, no quantile')
  return below + (above - below) * (place - Math.floor(place))
}

/** @throws {RangeError} there are no values */
export function spreadOf(values: readonly number[]): Spread {
  return { median: quantile(values, 0.5), min: Math.min(...values), max: Math.max(...values) }
}

/**
 * Lets all take turns, so that whatever else the machine does meets all; who begins changes with each round. Ratios are
 * taken within each round.
 */
export async function compare({ rounds, contenders, yardstick, lead }: Comparison): Promise<Row[]> {
  const told = new Map(contenders.map(({ name }) => [name, [] as Awaited<ReturnType<Contender['run']>>[]]))
  for (let round = 0; round < rounds; round += 1) {
    for (const one of rotated(contenders, round)) told.get(one.name)?.push(await one.run())
  }
  const cases = new Set([...told.values()].flatMap(([run]) => Object.keys(run ?? {})))
  return [...cases].flatMap((name) => {
    const held = (told.get(yardstick) ?? []).map((run) => run[name]?.[lead])
    return [...told].flatMap(([contender, runs]): Row[] => {
      const measured = runs.flatMap((run, round) => {
        const measures = run[name]
        if (measures === undefined) return []
        return [contender === yardstick ? measures : withRatio(measures, lead, yardstick, held[round])]
      })
      return measured.length === 0 ? [] : [{ case: name, contender, measures: spreads(measured) }]
    })
  })
}

/** The same in a circle, begun with another one each round. */
function rotated<T>(all: readonly T[], round: number): T[] {
  const first = all.length === 0 ? 0 : round % all.length
  return [...all.slice(first), ...all.slice(0, first)]
}

/** There is none where the yardstick leaves the case out. */
function withRatio(measures: Measures, lead: string, yardstick: string, held: number | undefined): Measures {
  const own = measures[lead]
  return own === undefined || held === undefined ? measures : { ...measures, [`times ${yardstick}`]: own / held }
}

function spreads(runs: readonly Measures[]): Record<string, Spread> {
  const names = Object.keys(runs[0] ?? {})
  return Object.fromEntries(names.map((name) => [name, spreadOf(runs.map((run) => run[name] ?? Number.NaN))]))
}

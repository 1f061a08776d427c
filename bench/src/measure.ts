/** A measured value over all rounds. */
export interface Spread {
  readonly median: number
  readonly min: number
  readonly max: number
}

/** What one run told, by the measure's name, which ends with its unit. */
export type Measures = Readonly<Record<string, number>>

/** One of those that are compared. A run is one round: it does every case once and tells the measures of each. */
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
  readonly contender: Contender
  /** What the contender is held against. */
  readonly yardstick: Contender
  /** Whoever else takes turns; the contender is held against them, too. @default nobody */
  readonly others?: readonly Contender[]
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
 * Lets all take turns, so that whatever else the machine does meets all; who begins changes with each round. The ratio is
 * taken within each round.
 */
export async function compare({ rounds, contender, yardstick, others = [], lead }: Comparison): Promise<Row[]> {
  const all = [contender, yardstick, ...others]
  const told = new Map<Contender, Readonly<Record<string, Measures>>[]>(all.map((one) => [one, []]))
  for (let round = 0; round < rounds; round += 1) {
    for (const one of round % 2 === 0 ? all : [...all].reverse()) {
      told.get(one)?.push(await one.run())
    }
  }
  const cases = Object.keys(told.get(contender)?.[0] ?? {})
  return cases.flatMap((name) => {
    const measuresOf = (one: Contender): Measures[] => (told.get(one) ?? []).map((run) => run[name] ?? {})
    const against = [yardstick, ...others]
    const compared = measuresOf(contender).map((measures, round) => ({
      ...measures,
      ...Object.fromEntries(
        against.map((one) => [
          `times ${one.name}`,
          (measures[lead] ?? Number.NaN) / (measuresOf(one)[round]?.[lead] ?? Number.NaN),
        ]),
      ),
    }))
    return [
      { case: name, contender: contender.name, measures: spreads(compared) },
      ...against.map((one) => ({ case: name, contender: one.name, measures: spreads(measuresOf(one)) })),
    ]
  })
}

function spreads(runs: readonly Measures[]): Record<string, Spread> {
  const names = Object.keys(runs[0] ?? {})
  return Object.fromEntries(names.map((name) => [name, spreadOf(runs.map((run) => run[name] ?? Number.NaN))]))
}

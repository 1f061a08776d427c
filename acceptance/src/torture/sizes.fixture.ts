/** How much each suite of this folder does. */
interface Sizes {
  readonly kills: number
  readonly powerCuts: number
  readonly syncFailures: number
  /** How often a recovery is killed half-way. */
  readonly recoveryKills: number
  /** How often each named point is crashed at. */
  readonly crashRounds: number
  readonly races: number
  /** How often one batch is delivered. */
  readonly repetitions: number
  readonly permutations: number
  readonly filterPairs: number
  /** How long the load of an overload lasts. */
  readonly overloadSeconds: number
  /** Share of the peak that has to be answered after an overload; one short measurement is unsteady. */
  readonly recoveredShare: number
}

const QUICK: Sizes = {
  kills: 20,
  powerCuts: 5,
  syncFailures: 2,
  recoveryKills: 8,
  crashRounds: 1,
  races: 20,
  repetitions: 300,
  permutations: 2_000,
  filterPairs: 5_000,
  overloadSeconds: 3,
  recoveredShare: 0.6,
}

const LONG: Sizes = {
  kills: 100,
  powerCuts: 20,
  syncFailures: 10,
  recoveryKills: 60,
  crashRounds: 5,
  races: 200,
  repetitions: 1_000,
  permutations: 20_000,
  filterPairs: 10_000,
  overloadSeconds: 30,
  recoveredShare: 0.8,
}

/** `npm run torture` sets `TORTURE=long`; every other run is the quick one, by the same code. */
export const SIZES: Sizes = process.env['TORTURE'] === 'long' ? LONG : QUICK

/** No suite hangs longer than this, in milliseconds. */
export const TORTURE_TIMEOUT_MS = process.env['TORTURE'] === 'long' ? 3_600_000 : 600_000

import fc from 'fast-check'

/** The usual so many times more often than the odd; an odd one shrinks to a usual one where it can. */
export function mostly<T>(times: number, usual: fc.Arbitrary<T>, odd: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return fc.oneof({ withCrossShrink: true }, { weight: times, arbitrary: usual }, { weight: 1, arbitrary: odd })
}

import { describe, expect, it } from 'vitest'
import { SeenTransactions } from './seen-transactions.js'

/** Evenly spread 32-bit values (xorshift). */
function* hashes(seed: number): Generator<[low: number, high: number]> {
  let state = seed
  const next = (): number => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return state >>> 0
  }
  for (;;) yield [next(), next()]
}

describe('seen transactions', () => {
  it('never forget one, and rarely know one that was not added', () => {
    const seen = new SeenTransactions()
    const source = hashes(7)
    const take = (count: number) => Array.from({ length: count }, () => source.next().value as [number, number])
    const added = take(200_000)
    const others = take(200_000)
    for (const [low, high] of added) seen.add(low, high)
    expect(added.filter(([low, high]) => !seen.mayHave(low, high))).toEqual([])
    expect(others.filter(([low, high]) => seen.mayHave(low, high)).length).toBeLessThan(20)
  })

  it('know nothing at first', () => {
    expect(new SeenTransactions().mayHave(0, 0)).toBe(false)
  })
})

import { describe, expect, it } from 'vitest'
import { type Departure, SingleFlight } from './single-flight.js'

/** Answers that depart and end when they are told to, and those that were begun. */
function answers() {
  const made: { departure: Departure; end(answer: string): void; fail(error: Error): void }[] = []
  const answer = (departure: Departure): Promise<string> =>
    new Promise((end, fail) => {
      made.push({ departure, end, fail })
    })
  return { made, answer }
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('equal questions', () => {
  it('that wait are answered once, others by themselves', async () => {
    const [flights, { made, answer }] = [new SingleFlight(), answers()]
    const [a, b, other] = ['key', 'key', 'another key'].map((key) => flights.run(key, answer))
    await nextTurn()
    expect(made).toHaveLength(2)
    made[0]?.end('same')
    made[1]?.end('other')
    expect(await Promise.all([a, b, other])).toEqual(['same', 'same', 'other'])
  })

  it('asked when the answer has begun get a new one', async () => {
    const [flights, { made, answer }] = [new SingleFlight(), answers()]
    const early = flights.run('key', answer)
    await nextTurn()
    made[0]?.departure.depart()
    const [late, alsoLate] = [flights.run('key', answer), flights.run('key', answer)]
    await nextTurn()
    expect(made).toHaveLength(2)
    made[0]?.end('before')
    // The end of the first does not part those who wait for the second.
    await early
    const last = flights.run('key', answer)
    made[1]?.end('after')
    expect(await Promise.all([early, late, alsoLate, last])).toEqual(['before', 'after', 'after', 'after'])
  })

  it('fail together, and the next one is tried again', async () => {
    const [flights, { made, answer }] = [new SingleFlight(), answers()]
    const both = [flights.run('key', answer), flights.run('key', answer)]
    await nextTurn()
    made[0]?.fail(new Error('no'))
    for (const each of both) await expect(each).rejects.toThrow('no')
    const again = flights.run('key', answer)
    await nextTurn()
    made[1]?.end('yes')
    expect(await again).toBe('yes')
  })
})

describe('whoever leaves', () => {
  it('leaves the answer to the others', async () => {
    const [flights, { made, answer }, leaving] = [new SingleFlight(), answers(), new AbortController()]
    const [first, second] = [flights.run('key', answer, leaving.signal), flights.run('key', answer)]
    await nextTurn()
    leaving.abort(new Error('gone'))
    await expect(first).rejects.toThrow('gone')
    expect(made[0]?.departure.signal.aborted).toBe(false)
    made[0]?.end('answer')
    expect(await second).toBe('answer')
  })

  it('last stops the answer, and nobody joins it any more', async () => {
    const [flights, { made, answer }] = [new SingleFlight(), answers()]
    const leaving = [new AbortController(), new AbortController()]
    const both = leaving.map(({ signal }) => flights.run('key', answer, signal))
    await nextTurn()
    for (const [place, controller] of leaving.entries()) controller.abort(new Error(`gone ${place}`))
    await expect(both[0]).rejects.toThrow('gone 0')
    expect(made[0]?.departure.signal.reason).toEqual(new Error('gone 1'))
    const next = flights.run('key', answer)
    await nextTurn()
    made[1]?.end('answer')
    expect(await next).toBe('answer')
    // Whoever leaves last is told when the answer has stopped.
    expect(await Promise.race([both[1], Promise.resolve('not yet')])).toBe('not yet')
    made[0]?.fail(new Error('stopped'))
    await expect(both[1]).rejects.toThrow('stopped')
  })

  it('before asking does not ask', async () => {
    const [flights, { made, answer }] = [new SingleFlight(), answers()]
    await expect(flights.run('key', answer, AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone')
    await nextTurn()
    expect(made).toEqual([])
  })
})

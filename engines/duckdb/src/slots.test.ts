import { StoreUnavailableError } from '@deskledger/domain'
import { describe, expect, it } from 'vitest'
import { type SlotOptions, Slots } from './slots.js'

/** Work that ends when it is told to, and the order in which pieces began. */
function pieces(slots: Slots) {
  const begun: string[] = []
  const ends = new Map<string, (error?: Error) => void>()
  return {
    begun,
    start: (name: string, options?: SlotOptions): Promise<string> =>
      slots.run(
        () =>
          new Promise((resolve, reject) => {
            begun.push(name)
            ends.set(name, (error) => (error === undefined ? resolve(name) : reject(error)))
          }),
        options,
      ),
    end: (name: string, error?: Error): void => ends.get(name)?.(error),
  }
}

describe('two slots', () => {
  it('let two pieces of work run, and the next in their order as one ends, however it ends', async () => {
    const work = pieces(new Slots(2))
    const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name) => work.start(name))
    await Promise.resolve()
    expect(work.begun).toEqual(['a', 'b'])
    work.end('b')
    expect(await b).toBe('b')
    work.end('a', new Error('no'))
    await expect(a).rejects.toThrow('no')
    await Promise.resolve()
    expect(work.begun).toEqual(['a', 'b', 'c', 'd'])
    work.end('c')
    work.end('d')
    await Promise.all([c, d])
    expect(await new Slots(1).run(async () => 7)).toBe(7)
  })

  it('forget whoever no longer waits', async () => {
    const slots = new Slots(1)
    const work = pieces(slots)
    const leaving = new AbortController()
    const a = work.start('a')
    const [b, c] = [work.start('b', { signal: leaving.signal }), work.start('c')]
    await Promise.resolve()
    leaving.abort(new Error('gone'))
    await expect(b).rejects.toThrow('gone')
    expect(slots.load).toEqual({ running: 1, waiting: 1 })
    work.end('a')
    await a
    await new Promise((resolve) => setImmediate(resolve))
    expect(work.begun).toEqual(['a', 'c'])
    work.end('c')
    await c
  })

  it('let short and long work take turns, and neither waits for what is not there', async () => {
    const work = pieces(new Slots(1))
    const [long, short] = [{ length: 'long' }, { length: 'short' }] as const
    const all = [
      work.start('first'),
      ...['l1', 'l2', 'l3'].map((name) => work.start(name, long)),
      ...['s1', 's2'].map((name) => work.start(name, short)),
    ]
    for (const piece of [0, 4, 1, 5, 2, 3]) {
      await new Promise((resolve) => setImmediate(resolve))
      const name = ['first', 'l1', 'l2', 'l3', 's1', 's2'][piece] ?? ''
      expect(work.begun.at(-1)).toBe(name)
      work.end(name)
    }
    await Promise.all(all)
  })

  it('refuse what would wait too long', async () => {
    const slots = new Slots(1, 1)
    const work = pieces(slots)
    const a = work.start('a')
    expect(slots.isFull).toBe(false)
    const b = work.start('b')
    expect(slots.isFull).toBe(true)
    await expect(work.start('c')).rejects.toThrow(StoreUnavailableError)
    work.end('a')
    await a
    await new Promise((resolve) => setImmediate(resolve))
    work.end('b')
    await b
    expect(work.begun).toEqual(['a', 'b'])
  })
})

import { describe, expect, it } from 'vitest'
import { inOrder, type Source } from './in-order.js'

/** Items that may begin at any time, so many ahead. */
function of<Item>(items: Iterable<Item>, ahead: number): Source<Item> {
  const left = [...items]
  return { next: async () => left.shift(), ahead: () => ahead }
}

const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('work in order', () => {
  it('gives results in the order of the items, whoever is ready first', async () => {
    const results: number[] = []
    const slowFirst = async (item: number): Promise<number> => {
      for (let turn = item; turn < 10; turn += 1) await pause()
      return item * 10
    }
    for await (const result of inOrder(of([1, 2, 3, 4, 5], 3), slowFirst)) results.push(result)
    expect(results).toEqual([10, 20, 30, 40, 50])
  })

  it('has no more under way than it may', async () => {
    let [underWay, most] = [0, 0]
    const work = async (): Promise<void> => {
      underWay += 1
      most = Math.max(most, underWay)
      await pause()
      underWay -= 1
    }
    for await (const _ of inOrder(of(Array(10).keys(), 2), work)) await pause()
    expect(most).toBe(2)
  })

  it('throws a failure when its turn comes, waits for the rest and discards it', async () => {
    const [taken, discarded]: number[][] = [[], []]
    const work = async (item: number): Promise<number> => {
      await pause()
      if (item === 2) throw new Error('second failed')
      return item
    }
    const reading = async (): Promise<void> => {
      const results = inOrder(of([1, 2, 3, 4, 5], 3), work, async (item) => void discarded?.push(item))
      for await (const result of results) taken?.push(result)
    }
    await expect(reading()).rejects.toThrow('second failed')
    expect([taken, discarded]).toEqual([[1], [3, 4]])
  })

  it('discards what was begun when the reader leaves', async () => {
    const discarded: number[] = []
    const results = inOrder(
      of([1, 2, 3, 4, 5], 2),
      async (item) => item,
      async (item) => void discarded.push(item),
    )
    for await (const _ of results) break
    expect(discarded).toEqual([2, 3])
  })
})

import { StoreUnavailableError } from '@deskledger/domain'
import { describe, expect, it } from 'vitest'
import { WorkLimit } from './work-limit.js'

/** Resolves when everything that could go on has. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** Work that ends when it is told to. */
function pieces(limit: WorkLimit) {
  const begun: string[] = []
  const ends = new Map<string, (failure?: Error) => void>()
  const run = (name: string): Promise<string> =>
    limit.run(() => {
      begun.push(name)
      return new Promise((resolve, reject) =>
        ends.set(name, (failure) => (failure === undefined ? resolve(name) : reject(failure))),
      )
    })
  return { begun, run, end: (name: string, failure?: Error) => ends.get(name)?.(failure) }
}

describe('a work limit', () => {
  it('runs so much at once and the rest in the order it came', async () => {
    const { begun, run, end } = pieces(new WorkLimit({ running: 2, waiting: 2 }))
    const [a, b, c, d] = ['a', 'b', 'c', 'd'].map(run)
    await settled()
    expect(begun).toEqual(['a', 'b'])
    end('b')
    expect(await b).toBe('b')
    await settled()
    expect(begun).toEqual(['a', 'b', 'c'])
    end('a', new Error('failed'))
    await expect(a).rejects.toThrow('failed')
    await settled()
    expect(begun).toEqual(['a', 'b', 'c', 'd'])
    for (const name of ['c', 'd']) end(name)
    expect(await Promise.all([c, d])).toEqual(['c', 'd'])
  })

  it('refuses what is too much at once, and takes more when there is room again', async () => {
    const { begun, run, end } = pieces(new WorkLimit({ running: 1, waiting: 1 }))
    const [a, b] = [run('a'), run('b')]
    await expect(run('c')).rejects.toBeInstanceOf(StoreUnavailableError)
    end('a')
    await a
    await settled()
    const d = run('d')
    end('b')
    await b
    await settled()
    expect(begun).toEqual(['a', 'b', 'd'])
    end('d')
    expect(await d).toBe('d')
    const e = run('e')
    await settled()
    end('e')
    expect(await e).toBe('e')
  })
})

import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { type Beside, measureBeside } from './measure-beside.js'

const besideOf = (log: string[], next: () => Promise<number>): Beside => ({
  async next() {
    const done = await next()
    log.push('piece')
    return done
  },
  async close() {
    log.push('closed')
  },
})

it('pieces are done until the measured work has ended, the last one to its end', async () => {
  const log: string[] = []
  let pieces = 0
  let finish = (): void => undefined
  const work = new Promise<string>((resolve) => {
    finish = () => resolve('measured')
  })
  const beside = besideOf(log, async () => {
    pieces += 1
    if (pieces === 3) finish()
    await sleep(1)
    return 10
  })
  const { result, besidePerSecond } = await measureBeside(beside, () => work)
  expect(result).toBe('measured')
  expect(log).toEqual(['piece', 'piece', 'piece', 'closed'])
  expect(besidePerSecond).toBeGreaterThan(0)
})

it.each([
  ['a piece', () => Promise.reject(new Error('broken')), () => sleep(1)],
  ['the measured work', () => sleep(1, 1), () => Promise.reject(new Error('broken'))],
])('when %s fails, all fails, and nothing is left behind', async (_what, next, work) => {
  const log: string[] = []
  await expect(measureBeside(besideOf(log, next), work)).rejects.toThrow('broken')
  expect(log.at(-1)).toBe('closed')
})

import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { RightOfWay } from './right-of-way.js'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0)
  vi.useRealTimers()
})

const MAX_MS = 100

/** Work that ends when it is told to. */
function work(rightOfWay: RightOfWay): () => Promise<void> {
  let end = (): void => {}
  const done = rightOfWay.during(
    () =>
      new Promise<void>((resolve) => {
        end = resolve
      }),
  )
  return () => {
    end()
    return done
  }
}

async function hasPassed(waiting: Promise<void>): Promise<boolean> {
  let passed = false
  void waiting.then(() => {
    passed = true
  })
  await vi.advanceTimersByTimeAsync(0)
  return passed
}

it('nothing is waited for when nothing is under way', async () => {
  expect(await hasPassed(new RightOfWay().giveWay(MAX_MS))).toBe(true)
})

it('long work begins when the last short one has ended', async () => {
  const rightOfWay = new RightOfWay()
  const [endFirst, endSecond] = [work(rightOfWay), work(rightOfWay)]
  const waiting = rightOfWay.giveWay(MAX_MS)
  await endFirst()
  expect(await hasPassed(waiting)).toBe(false)
  await endSecond()
  expect(await hasPassed(waiting)).toBe(true)
})

it('it waits no longer than it has to', async () => {
  const rightOfWay = new RightOfWay()
  const end = work(rightOfWay)
  const waiting = rightOfWay.giveWay(MAX_MS)
  await vi.advanceTimersByTimeAsync(MAX_MS - 1)
  expect(await hasPassed(waiting)).toBe(false)
  await vi.advanceTimersByTimeAsync(1)
  expect(await hasPassed(waiting)).toBe(true)
  await end()
})

it('short work that fails is over, too', async () => {
  const rightOfWay = new RightOfWay()
  await expect(rightOfWay.during(() => Promise.reject(new Error('failed')))).rejects.toThrow('failed')
  expect(await hasPassed(rightOfWay.giveWay(MAX_MS))).toBe(true)
})

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

/** So long nothing must have been under way. */
const QUIET_MS = 5

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

it('long work begins a moment after the last short one has ended', async () => {
  const rightOfWay = new RightOfWay()
  const [endFirst, endSecond] = [work(rightOfWay), work(rightOfWay)]
  const waiting = rightOfWay.giveWay(MAX_MS)
  await endFirst()
  await endSecond()
  await vi.advanceTimersByTimeAsync(QUIET_MS - 1)
  expect(await hasPassed(waiting)).toBe(false)
  await vi.advanceTimersByTimeAsync(1)
  expect(await hasPassed(waiting)).toBe(true)
})

it('it lets through whoever asks one thing after another', async () => {
  const rightOfWay = new RightOfWay()
  const endFirst = work(rightOfWay)
  const waiting = rightOfWay.giveWay(MAX_MS)
  await endFirst()
  const endSecond = work(rightOfWay)
  await vi.advanceTimersByTimeAsync(QUIET_MS)
  expect(await hasPassed(waiting)).toBe(false)
  await endSecond()
  await vi.advanceTimersByTimeAsync(QUIET_MS)
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
  await vi.advanceTimersByTimeAsync(QUIET_MS)
})

it('short work is expected while it is under way and for a second after', async () => {
  const rightOfWay = new RightOfWay()
  expect(rightOfWay.isExpected).toBe(false)
  const end = work(rightOfWay)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(rightOfWay.isExpected).toBe(true)
  await end()
  await vi.advanceTimersByTimeAsync(999)
  expect(rightOfWay.isExpected).toBe(true)
  await vi.advanceTimersByTimeAsync(1)
  expect(rightOfWay.isExpected).toBe(false)
})

it('short work that fails is over, too', async () => {
  const rightOfWay = new RightOfWay()
  await expect(rightOfWay.during(() => Promise.reject(new Error('failed')))).rejects.toThrow('failed')
  await vi.advanceTimersByTimeAsync(QUIET_MS)
  expect(await hasPassed(rightOfWay.giveWay(MAX_MS))).toBe(true)
})

import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { RegularRun } from './regular-run.js'

const MINUTE_MS = 60_000
const START = new Date('2026-02-01T12:00:00.000Z')

beforeEach(() => {
  vi.useFakeTimers({ now: START })
})
afterEach(() => {
  vi.useRealTimers()
})

/** Something to be run every minute, and when it was. */
function everyMinute(work: () => Promise<void> = async () => {}) {
  const ranAtMs: number[] = []
  const regular = new RegularRun(() => {
    ranAtMs.push(Date.now() - START.getTime())
    return work()
  }, MINUTE_MS)
  return { regular, ranAtMs }
}

it('runs at its start and after each interval, until it is stopped', async () => {
  const { regular, ranAtMs } = everyMinute()
  regular.start()
  await vi.advanceTimersByTimeAsync(2 * MINUTE_MS)
  expect(ranAtMs).toEqual([0, MINUTE_MS, 2 * MINUTE_MS])
  await regular.stop()
  await vi.advanceTimersByTimeAsync(2 * MINUTE_MS)
  expect(ranAtMs).toHaveLength(3)
  expect(vi.getTimerCount()).toBe(0)
})

it('runs once per interval however often it is started', async () => {
  const { regular, ranAtMs } = everyMinute()
  regular.start()
  await vi.advanceTimersByTimeAsync(1)
  regular.start()
  await vi.advanceTimersByTimeAsync(MINUTE_MS)
  await regular.stop()
  expect(ranAtMs).toEqual([0, MINUTE_MS])
  expect(vi.getTimerCount()).toBe(0)
})

it('starts again after it was stopped', async () => {
  const { regular, ranAtMs } = everyMinute()
  regular.start()
  await regular.stop()
  await vi.advanceTimersByTimeAsync(90_000)
  regular.start()
  await vi.advanceTimersByTimeAsync(MINUTE_MS)
  await regular.stop()
  expect(ranAtMs).toEqual([0, 90_000, 150_000])
})

it('leaves out what would overtake a run, and goes on after it', async () => {
  const ends: (() => void)[] = []
  const { regular, ranAtMs } = everyMinute(() => new Promise((resolve) => ends.push(resolve)))
  regular.start()
  await vi.advanceTimersByTimeAsync(3 * MINUTE_MS)
  expect(ranAtMs).toEqual([0])
  ends[0]?.()
  await vi.advanceTimersByTimeAsync(MINUTE_MS)
  expect(ranAtMs).toEqual([0, 4 * MINUTE_MS])
  ends[1]?.()
  await regular.stop()
})

it('is stopped when its present run has ended', async () => {
  let end = (): void => {}
  const { regular } = everyMinute(() => new Promise((resolve) => (end = resolve)))
  regular.start()
  let isStopped = false
  const stopped = regular.stop().then(() => {
    isStopped = true
  })
  await vi.advanceTimersByTimeAsync(0)
  expect(isStopped).toBe(false)
  end()
  await stopped
  expect(isStopped).toBe(true)
})

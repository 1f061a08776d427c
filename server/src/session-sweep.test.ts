import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { SessionSweep } from './session-sweep.js'

const HOUR_MS = 3_600_000
const START = new Date('2026-02-01T12:00:00.000Z')

beforeEach(() => {
  vi.useFakeTimers({ now: START })
})
afterEach(() => {
  vi.useRealTimers()
})

/** A sweep over a store that notes when it is asked. */
function noted(removeExpired: (now: Date) => Promise<number> = async () => 0) {
  const askedAt: number[] = []
  const told: string[] = []
  const sweep = new SessionSweep({
    sessions: {
      removeExpired: (now) => {
        askedAt.push(now.getTime() - START.getTime())
        return removeExpired(now)
      },
    },
    clock: () => new Date(),
    logger: {
      info: (fields: unknown) => told.push(`info ${JSON.stringify(fields)}`),
      error: (_fields: unknown, message?: string) => told.push(`error ${message}`),
    },
  })
  return { sweep, askedAt, told }
}

it('runs at start and every hour, until it is stopped', async () => {
  const { sweep, askedAt } = noted()
  sweep.start()
  sweep.start()
  await vi.advanceTimersByTimeAsync(2 * HOUR_MS)
  expect(askedAt).toEqual([0, HOUR_MS, 2 * HOUR_MS])
  await sweep.stop()
  await vi.advanceTimersByTimeAsync(2 * HOUR_MS)
  expect(askedAt).toHaveLength(3)
  expect(vi.getTimerCount()).toBe(0)
})

it('tells what it removed, and goes on after a failure', async () => {
  let run = 0
  const { sweep, told } = noted(async () => {
    run += 1
    if (run === 1) throw new Error('disk full')
    return run
  })
  sweep.start()
  await vi.advanceTimersByTimeAsync(HOUR_MS)
  expect(told).toEqual(['error sessions that are over not removed; trying again', 'info {"removedCount":2}'])
  await sweep.stop()
})

it('is not overtaken by the next run, and is waited for', async () => {
  let end: (removedCount: number) => void = () => {}
  const { sweep, askedAt } = noted(() => new Promise((resolve) => (end = resolve)))
  sweep.start()
  await vi.advanceTimersByTimeAsync(3 * HOUR_MS)
  expect(askedAt).toEqual([0])
  let isStopped = false
  const stopped = sweep.stop().then(() => {
    isStopped = true
  })
  await vi.advanceTimersByTimeAsync(0)
  expect(isStopped).toBe(false)
  end(0)
  await stopped
})

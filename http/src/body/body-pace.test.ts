import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { keptUp } from './body-pace.js'

const GRACE_MS = 10_000
const BYTES_PER_SECOND = 100

describe('the pace of a body', () => {
  const onTooSlow = vi.fn()
  const pace = { graceMs: GRACE_MS, bytesPerSecond: BYTES_PER_SECOND, onTooSlow }
  beforeEach(() => {
    onTooSlow.mockClear()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  })
  afterEach(() => {
    expect(vi.getTimerCount()).toBe(0)
    vi.useRealTimers()
  })

  /** Pieces of a hundred bytes, each after its time; then the body ends, or nothing comes any more. */
  function sender(afterMs: readonly number[], isWhole = true): AsyncIterator<Buffer, unknown> & { isEnded: boolean } {
    const left = [...afterMs]
    return {
      isEnded: false,
      next() {
        const waitMs = left.shift()
        if (waitMs === undefined)
          return isWhole ? Promise.resolve({ done: true, value: undefined }) : new Promise(() => {})
        const value = Buffer.alloc(100)
        return new Promise((resolve) => setTimeout(() => resolve({ value }), waitMs))
      },
      async return() {
        this.isEnded = true
        return { done: true, value: undefined }
      },
    }
  }

  async function read(arriving: AsyncIterator<Buffer, unknown>, workMs = 0, given = pace): Promise<string> {
    const reading = (async () => {
      let byteCount = 0
      for await (const piece of keptUp(arriving, given)) {
        byteCount += piece.byteLength
        vi.advanceTimersByTime(workMs)
      }
      return `${byteCount} bytes`
    })().catch((error: Error) => error.message)
    await vi.runAllTimersAsync()
    return reading
  }

  const TOO_SLOW = 'The body came too slowly: after 10 s it has to come at 100 bytes a second.'

  it.each([
    ['comes at once', [0, 0, 0], '300 bytes'],
    ['begins within the grace', [9_999], '100 bytes'],
    ['begins later', [10_001], TOO_SLOW],
    ['used its grace up, but keeps the pace', [9_999, 1_000, 1_000], '300 bytes'],
    ['used its grace up, and is slower', [9_999, 1_000, 1_002], TOO_SLOW],
    ['was fast before it is slow', [0, 0, 12_000], '300 bytes'],
  ])('one that %s: %j', async (_what, afterMs, expected) => {
    expect(await read(sender(afterMs))).toBe(expected)
    expect(onTooSlow).toHaveBeenCalledTimes(expected === TOO_SLOW ? 1 : 0)
  })

  it('is not kept by one that stops in its midst', async () => {
    expect(await read(sender([0, 0], false))).toBe(TOO_SLOW)
  })

  it('does not count what the reader does with it', async () => {
    expect(await read(sender([1, 1, 1]), 60_000)).toBe('300 bytes')
  })

  it('is not looked at when it is none', async () => {
    expect(await read(sender([3_600_000]), 0, { ...pace, bytesPerSecond: 0 })).toBe('100 bytes')
  })

  it('ends with its reader', async () => {
    const arriving = sender([0, 0])
    const reading = keptUp(arriving, pace)
    const first = reading.next()
    await vi.runAllTimersAsync()
    await first
    await reading.return()
    expect(arriving.isEnded).toBe(true)
  })
})

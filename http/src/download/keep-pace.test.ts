import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { keepPace } from './keep-pace.js'

const PIECE_BYTES = 1_048_576
/** What the slowest reader takes for a piece, in milliseconds. */
const PIECE_MS = PIECE_BYTES / 16

const fail = (): void => expect.unreachable()

async function* pieces(count: number): AsyncGenerator<Uint8Array> {
  for (let sent = 0; sent < count; sent += 1) yield new Uint8Array(PIECE_BYTES)
}

describe('a reader of bytes', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  })
  afterEach(() => {
    expect(vi.getTimerCount()).toBe(0)
    vi.useRealTimers()
  })

  /** Takes three pieces, and after each as much time as it is given. */
  async function breaksOff(firstMs: number, secondMs: number): Promise<boolean> {
    const breakOff = vi.fn()
    const pausesMs = [firstMs, secondMs]
    for await (const _piece of keepPace(pieces(3), breakOff, fail)) vi.advanceTimersByTime(pausesMs.shift() ?? 0)
    return breakOff.mock.calls.length > 0
  }

  it.each([
    ['takes the first piece within a minute', 59_999, 0, false],
    ['takes longer for it', 60_001, 0, true],
    ['was slow, but takes as many bytes as it has to', 59_999, PIECE_MS, false],
    ['saves no time by being slow from the start', 59_999, PIECE_MS + 2, true],
    ['saves time by being fast', 0, 60_000 + PIECE_MS - 1, false],
  ])('that %s is cut off: %4$s', async (_what, firstMs, secondMs, expected) => {
    expect(await breaksOff(firstMs, secondMs)).toBe(expected)
  })

  it('is cut off before it learns that the bytes end in a failure', async () => {
    const breakOff = vi.fn()
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield new Uint8Array(1)
      throw new Error('the disk broke')
    }
    const reading = keepPace(failing(), fail, breakOff)
    await reading.next()
    await expect(reading.next()).rejects.toThrow('the disk broke')
    expect(breakOff).toHaveBeenCalledOnce()
  })

  it('that stops reading is not cut off', async () => {
    const breakOff = vi.fn()
    for await (const _piece of keepPace(pieces(3), breakOff, fail)) break
    vi.advanceTimersByTime(1_000_000)
    expect(breakOff).not.toHaveBeenCalled()
  })
})

import { EventEmitter } from 'node:events'
import { describe, expect, it } from 'vitest'
import { stopSignal } from './stop-signal.js'

describe('stopSignal', () => {
  it.each([
    ['SIGTERM', 'SIGTERM', 0, [1]],
    ['SIGINT', 'SIGTERM', 0, [1]],
    ['SIGINT', 'SIGINT', 500, [1]],
    ['SIGINT', 'SIGINT', 499, []],
  ])('%s, then %s after %i ms, exits with %j', async (first, second, laterMs, exited) => {
    const signals = new EventEmitter()
    const exits: number[] = []
    let nowMs = 1000
    const exit = (code: number): void => void exits.push(code)
    const stopped = stopSignal({ signals, exit, clock: () => new Date(nowMs) })
    signals.emit(first, first)
    await stopped
    expect(exits).toEqual([])
    nowMs += laterMs
    signals.emit(second, second)
    expect(exits).toEqual(exited)
  })
})

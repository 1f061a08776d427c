import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { CheckpointTimer } from './checkpoint-timer.js'

describe('the checkpoint timer', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('asks for a checkpoint each minute until it is stopped, whatever fails', async () => {
    const logged: string[] = []
    let count = 0
    const checkpoint = async () => {
      count += 1
      if (count === 1) throw new Error('disk')
      return ''
    }
    const timer = new CheckpointTimer({ checkpoint }, { error: (_fields, message) => logged.push(message) })
    timer.start()
    await vi.advanceTimersByTimeAsync(125_000)
    await timer.stop()
    await vi.advanceTimersByTimeAsync(125_000)
    expect([count, logged.length]).toEqual([2, 1])
  })
})

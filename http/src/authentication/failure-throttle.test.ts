import { beforeEach, describe, expect, it } from 'vitest'
import { FAILURES_ALLOWED, FailureThrottle, REFUSED_MS } from './failure-throttle.js'

describe('FailureThrottle', () => {
  let now: number
  let throttle: FailureThrottle
  const fail = (times: number, key = 'AK', address = '192.0.2.1') => {
    for (let turn = 0; turn < times; turn += 1) throttle.failed(key, address)
  }

  beforeEach(() => {
    now = 1_700_000_000_000
    throttle = new FailureThrottle(() => new Date(now), 3)
  })

  it('refuses after more than five failures in a row', () => {
    fail(FAILURES_ALLOWED)
    expect(throttle.isRefused('AK', '192.0.2.1')).toBe(false)
    fail(1)
    expect(throttle.isRefused('AK', '192.0.2.1')).toBe(true)
  })

  it('leaves other addresses and other keys alone', () => {
    fail(6)
    expect(throttle.isRefused('AK', '192.0.2.2')).toBe(false)
    expect(throttle.isRefused('AL', '192.0.2.1')).toBe(false)
  })

  it('starts again after a success', () => {
    fail(5)
    throttle.succeeded('AK', '192.0.2.1')
    fail(5)
    expect(throttle.isRefused('AK', '192.0.2.1')).toBe(false)
  })

  it.each([
    [REFUSED_MS - 1, true],
    [REFUSED_MS, false],
    [-REFUSED_MS, false],
  ])('%i ms later the key is refused: %s', (laterMs, isRefused) => {
    fail(6)
    now += laterMs
    expect(throttle.isRefused('AK', '192.0.2.1')).toBe(isRefused)
  })

  it('forgets the pair that failed longest ago when there are too many', () => {
    fail(6, 'A')
    fail(6, 'B')
    fail(6, 'C')
    fail(1, 'A')
    fail(6, 'D')
    const refused = ['A', 'B', 'C', 'D'].filter((key) => throttle.isRefused(key, '192.0.2.1'))
    expect(refused).toEqual(['A', 'C', 'D'])
  })

  it('counts from the beginning when the last failure is over', () => {
    fail(5)
    now += REFUSED_MS
    fail(5)
    expect(throttle.isRefused('AK', '192.0.2.1')).toBe(false)
    fail(1)
    expect(throttle.isRefused('AK', '192.0.2.1')).toBe(true)
  })

  it('tells keys apart by their first 128 characters', () => {
    const long = 'a'.repeat(128)
    fail(6, `${long}b`)
    expect(throttle.isRefused(`${long}c`, '192.0.2.1')).toBe(true)
    expect(throttle.isRefused(`${'a'.repeat(127)}b`, '192.0.2.1')).toBe(false)
  })

  it('remembers ten thousand pairs', () => {
    throttle = new FailureThrottle(() => new Date(now))
    fail(6, 'first')
    for (let other = 1; other < 10_000; other += 1) fail(1, `${other}`)
    expect(throttle.isRefused('first', '192.0.2.1')).toBe(true)
    fail(1, 'one more')
    expect(throttle.isRefused('first', '192.0.2.1')).toBe(false)
  })
})

import { describe, expect, it } from 'vitest'
import { count, duration, size } from './figures.js'
import { drawProgress, ProgressBar } from './progress-bar.js'
import { testIo } from './test-io.fixture.js'

describe('progress', () => {
  it.each([
    [0, 10, `[${'░'.repeat(24)}]   0% x`],
    [5, 10, `[${'█'.repeat(12)}${'░'.repeat(12)}]  50% x`],
    [99, 100, `[${'█'.repeat(24)}]  99% x`],
    [20, 10, `[${'█'.repeat(24)}] 100% x`],
    [0, 0, `[${'█'.repeat(24)}] 100% x`],
    [5, undefined, 'x'],
  ])('%i of %s', (done, total, line) => {
    expect(drawProgress({ done, total, text: 'x' })).toBe(line)
  })

  it.each([
    [true, '\ra\u001b[K\rc\u001b[K\r\u001b[K'],
    [false, ''],
  ])('is drawn now and then, on a terminal only: %s', (isTTY, drawn) => {
    const { io, stderr } = testIo()
    let nowMs = 0
    const bar = new ProgressBar(Object.assign(io.stderr, { isTTY }), () => nowMs)
    bar.show({ done: 1, text: 'a' })
    bar.show({ done: 2, text: 'b' })
    nowMs = 100
    bar.show({ done: 3, text: 'c' })
    bar.clear()
    bar.clear()
    expect(stderr()).toBe(drawn)
  })
})

describe('figures', () => {
  it('are written for people', () => {
    expect([count(1234567), size(0), size(1023), size(1536), size(3 * 1024 ** 5)]).toEqual([
      '1,234,567',
      '0 bytes',
      '1023 bytes',
      '1.5 KiB',
      '3072.0 TiB',
    ])
    expect([duration(12.4), duration(1234)]).toEqual(['12 ms', '1.2 s'])
  })
})

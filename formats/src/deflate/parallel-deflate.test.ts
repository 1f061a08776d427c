import { constants, inflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { collect, streamOf } from '../fixtures/collect.fixture.js'
import { parallelDeflate } from './parallel-deflate.js'

describe('parallel deflate', () => {
  it('gives back any pieces, whatever the block size', async () => {
    const pieces = fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 8 })
    const options = fc.record({
      level: fc.integer({ min: 1, max: 9 }),
      blockBytes: fc.integer({ min: 1, max: 400 }),
      maxInFlight: fc.integer({ min: 1, max: 5 }),
    })
    await fc.assert(
      fc.asyncProperty(pieces, options, async (input, chosen) => {
        const stream = await collect(parallelDeflate(streamOf(input), chosen))
        expect(inflateRawSync(stream)).toEqual(Buffer.concat(input))
      }),
      { numRuns: 100 },
    )
  })

  it('gives back many blocks of the usual size, in order', async () => {
    const input = Buffer.alloc(9_500_000)
    for (let at = 0; at + 4 <= input.length; at += 4) input.writeUInt32LE(at, at)
    const stream = await collect(parallelDeflate(streamOf([input])))
    expect(inflateRawSync(stream, { finishFlush: constants.Z_FINISH }).equals(input)).toBe(true)
  })

  it('depends on the bytes alone, not on the pieces', async () => {
    const input = Buffer.from('connection record '.repeat(1000))
    const pieces = Array.from({ length: 100 }, (_, index) => input.subarray(index * 180, (index + 1) * 180))
    const whole = await collect(parallelDeflate(streamOf([input]), { blockBytes: 1024 }))
    expect(await collect(parallelDeflate(streamOf(pieces), { blockBytes: 1024 }))).toEqual(whole)
  })

  it('copies pieces, so that their owner may use them again', async () => {
    async function* reusing(): AsyncGenerator<Uint8Array> {
      const piece = Buffer.alloc(10)
      for (const letter of 'abc') yield piece.fill(letter)
    }
    const stream = await collect(parallelDeflate(reusing(), { blockBytes: 64 }))
    expect(inflateRawSync(stream).toString()).toBe('a'.repeat(10) + 'b'.repeat(10) + 'c'.repeat(10))
  })

  it('of nothing is a complete empty stream', async () => {
    expect(inflateRawSync(await collect(parallelDeflate(streamOf<Uint8Array>([])))).length).toBe(0)
  })

  it('takes no more blocks than may be in flight while nobody reads on', async () => {
    let taken = 0
    async function* blocks(): AsyncGenerator<Uint8Array> {
      for (; taken < 50; taken += 1) yield Buffer.alloc(100, taken)
    }
    const stream = parallelDeflate(blocks(), { blockBytes: 100, maxInFlight: 3 })
    for (let given = 1; given <= 20; given += 1) {
      await stream.next()
      await new Promise((resolve) => setImmediate(resolve))
      // The source counts a block when it is asked for the next one.
      expect(taken).toBe(given + 1)
    }
    await stream.return(undefined)
  })

  it('throws on what the pieces throw', async () => {
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield Buffer.alloc(1000)
      throw new Error('source gone')
    }
    await expect(collect(parallelDeflate(failing(), { blockBytes: 100 }))).rejects.toThrow('source gone')
  })

  it('throws what zlib throws, to the consumer and to nobody else', async () => {
    async function* slow(): AsyncGenerator<Uint8Array> {
      for (let piece = 0; piece < 3; piece += 1) {
        yield Buffer.alloc(100)
        // Long enough for a failure that nobody waits for to be reported.
        await new Promise((resolve) => setImmediate(resolve))
      }
    }
    const unhandled = vi.fn()
    process.on('unhandledRejection', unhandled)
    try {
      await expect(collect(parallelDeflate(slow(), { blockBytes: 100, level: 99 }))).rejects.toThrow('level')
      expect(unhandled).not.toHaveBeenCalled()
    } finally {
      process.off('unhandledRejection', unhandled)
    }
  })
})

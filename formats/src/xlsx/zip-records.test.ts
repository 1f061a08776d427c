import { describe, expect, it } from 'vitest'
import { dataDescriptor, directoryHeader, endOfArchive, localHeader } from './zip-records.js'

const GIB = 2 ** 30
const small = { name: 'a', crc32: 7, compressedBytes: 10, uncompressedBytes: 20, offset: 30 }

/** ZIP64 values of a directory header, in their order. */
function zip64Values(header: Uint8Array): number[] {
  const extra = Buffer.from(header).subarray(47)
  if (extra.length === 0) return []
  expect(extra.readUInt16LE(0)).toBe(1)
  expect(extra.readUInt16LE(2)).toBe(extra.length - 4)
  return Array.from({ length: (extra.length - 4) / 8 }, (_, index) => Number(extra.readBigUInt64LE(4 + 8 * index)))
}

describe('zip records', () => {
  it.each([
    ['nothing', {}, 20, []],
    ['a size just below the limit', { uncompressedBytes: 0xffff_fffe }, 20, []],
    ['a size at the limit', { uncompressedBytes: 0xffff_ffff }, 45, [0xffff_ffff]],
    ['a large part', { uncompressedBytes: 5 * GIB }, 45, [5 * GIB]],
    ['a large compressed part', { uncompressedBytes: 9 * GIB, compressedBytes: 5 * GIB }, 45, [9 * GIB, 5 * GIB]],
    ['a part far back', { offset: 6 * GIB }, 45, [6 * GIB]],
    [
      'everything large',
      { uncompressedBytes: 9 * GIB, compressedBytes: 5 * GIB, offset: 6 * GIB },
      45,
      [9 * GIB, 5 * GIB, 6 * GIB],
    ],
  ])('the directory uses ZIP64 for %s', (_what, changes, version, values) => {
    const facts = { ...small, ...changes }
    const header = Buffer.from(directoryHeader(facts))
    expect(header.readUInt16LE(6)).toBe(version)
    expect(zip64Values(header)).toEqual(values)
    expect(header.readUInt32LE(20)).toBe(Math.min(facts.compressedBytes, 0xffff_ffff))
    expect(header.readUInt32LE(24)).toBe(Math.min(facts.uncompressedBytes, 0xffff_ffff))
    expect(header.readUInt32LE(42)).toBe(Math.min(facts.offset, 0xffff_ffff))
  })

  it('the local header asks for what a large part needs, before its size is known', () => {
    const header = Buffer.from(localHeader('a'))
    expect(header.readUInt16LE(4)).toBe(45)
    expect(header.subarray(14, 26)).toEqual(Buffer.alloc(12))
  })

  it.each([
    ['small', 20, 16],
    ['large', 5 * GIB, 24],
  ])('the descriptor of a %s part has sizes that hold it', (_what, uncompressedBytes, length) => {
    const descriptor = Buffer.from(dataDescriptor({ ...small, uncompressedBytes }))
    expect(descriptor.length).toBe(length)
    expect(length === 16 ? descriptor.readUInt32LE(12) : Number(descriptor.readBigUInt64LE(16))).toBe(uncompressedBytes)
  })

  it('the end has its ZIP64 form when the directory lies beyond four gigabytes', () => {
    const end = Buffer.from(endOfArchive(9, { offset: 5 * GIB, byteCount: 500 }))
    expect(end.readUInt32LE(0)).toBe(0x06064b50)
    expect([40, 48].map((at) => Number(end.readBigUInt64LE(at)))).toEqual([500, 5 * GIB])
    expect(end.readUInt32LE(56)).toBe(0x07064b50)
    expect(Number(end.readBigUInt64LE(64))).toBe(5 * GIB + 500)
    expect(end.readUInt32LE(76)).toBe(0x06054b50)
    expect(end.readUInt32LE(92)).toBe(0xffff_ffff)
    expect(end.length).toBe(98)
  })

  it('the end is plain otherwise', () => {
    expect(endOfArchive(9, { offset: 5000, byteCount: 500 }).length).toBe(22)
  })
})

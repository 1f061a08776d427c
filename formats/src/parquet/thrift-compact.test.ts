import { describe, expect, it } from 'vitest'
import { readStruct, type ThriftStruct, TYPES, writeStruct } from './thrift-compact.js'

const struct = (
  ...fields: [number, ThriftStruct['fields'] extends Map<number, infer V> ? V : never][]
): ThriftStruct => ({
  type: TYPES.struct,
  fields: new Map(fields),
})

describe("Thrift's compact protocol", () => {
  it('reads back what it wrote: far ids, long lists, negative and large numbers', () => {
    const everything = struct(
      [1, { type: TYPES.i32, value: -1n }],
      [2, { type: TYPES.i64, value: 2n ** 62n }],
      [3, { type: TYPES.true }],
      [40, { type: TYPES.false }],
      [41, { type: TYPES.binary, value: Buffer.from('name') }],
      [42, { type: TYPES.double, value: Buffer.alloc(8, 1) }],
      [43, { type: TYPES.byte, value: 7 }],
      [44, { type: TYPES.list, elementType: TYPES.true, items: [{ type: TYPES.true }, { type: TYPES.false }] }],
      [
        400,
        {
          type: TYPES.list,
          elementType: TYPES.struct,
          items: Array.from({ length: 20 }, () => struct([1, { type: TYPES.i16, value: -300n }])),
        },
      ],
    )
    expect(readStruct(writeStruct(everything))).toEqual(everything)
  })

  it('writes the bytes of the specification', () => {
    // Field 1 of type i32 with 150 (zigzag 300), field 2 a text, stop.
    const written = writeStruct(
      struct([1, { type: TYPES.i32, value: 150n }], [2, { type: TYPES.binary, value: Buffer.from('hi') }]),
    )
    expect([...written]).toEqual([0x15, 0xac, 0x02, 0x18, 2, 0x68, 0x69, 0])
  })

  it.each([
    ['a struct that ends too early', [0x18, 5, 0x61], 'ends too early'],
    ['a map', [0x1b, 0], 'unknown here'],
  ])('refuses %s', (_what, bytes, message) => {
    expect(() => readStruct(Buffer.from(bytes))).toThrow(message)
  })
})

/** A value of Thrift's compact protocol, kept as it was read so that what is not understood is written again unchanged. */
export type ThriftValue =
  | { readonly type: typeof TYPES.true | typeof TYPES.false }
  | { readonly type: typeof TYPES.byte; readonly value: number }
  | { readonly type: IntegerType; readonly value: bigint }
  | { readonly type: typeof TYPES.double | typeof TYPES.binary; readonly value: Buffer }
  | { readonly type: typeof TYPES.list | typeof TYPES.set; readonly elementType: number; readonly items: ThriftValue[] }
  | ThriftStruct

/** A struct: its fields by id. Fields can be set; they are written in ascending order. */
export interface ThriftStruct {
  readonly type: typeof TYPES.struct
  readonly fields: Map<number, ThriftValue>
}

type IntegerType = typeof TYPES.i16 | typeof TYPES.i32 | typeof TYPES.i64

/** Types of the compact protocol, as fields name them (Thrift compact protocol specification). */
export const TYPES = {
  true: 1,
  false: 2,
  byte: 3,
  i16: 4,
  i32: 5,
  i64: 6,
  double: 7,
  binary: 8,
  list: 9,
  set: 10,
  struct: 12,
} as const

/** @throws {RangeError} the bytes are no struct, or hold a map, which Parquet's footer has none of */
export function readStruct(bytes: Buffer): ThriftStruct {
  return new Reader(bytes).struct()
}

/** The bytes of a struct. */
export function writeStruct(struct: ThriftStruct): Buffer {
  const writer = new Writer()
  writer.struct(struct)
  return writer.bytes()
}

class Reader {
  private at = 0

  constructor(private readonly source: Buffer) {}

  struct(): ThriftStruct {
    const fields = new Map<number, ThriftValue>()
    for (let id = 0, head = this.byte(); head !== 0; head = this.byte()) {
      // The id is told as the distance from the one before, or by itself when that is too far.
      id = head >> 4 === 0 ? Number(this.zigzag()) : id + (head >> 4)
      fields.set(id, this.value(head & 0x0f))
    }
    return { type: TYPES.struct, fields }
  }

  private value(type: number): ThriftValue {
    switch (type) {
      case TYPES.true:
      case TYPES.false:
        return { type }
      case TYPES.byte:
        return { type, value: this.byte() }
      case TYPES.i16:
      case TYPES.i32:
      case TYPES.i64:
        return { type, value: this.zigzag() }
      case TYPES.double:
        return { type, value: this.take(8) }
      case TYPES.binary:
        return { type, value: this.take(Number(this.varint())) }
      case TYPES.list:
      case TYPES.set:
        return this.list(type)
      case TYPES.struct:
        return this.struct()
      default:
        throw new RangeError(`Thrift type ${type} at byte ${this.at} is unknown here.`)
    }
  }

  private list(type: typeof TYPES.list | typeof TYPES.set): ThriftValue {
    const head = this.byte()
    const length = head >> 4 === 15 ? Number(this.varint()) : head >> 4
    const elementType = head & 0x0f
    // In a list a truth value is a byte of its own, 1 or 2, which is its type as well.
    const item = elementType <= TYPES.false ? () => this.value(this.byte()) : () => this.value(elementType)
    return { type, elementType, items: Array.from({ length }, item) }
  }

  private zigzag(): bigint {
    const value = this.varint()
    return (value >> 1n) ^ -(value & 1n)
  }

  private varint(): bigint {
    let value = 0n
    for (let shift = 0n; ; shift += 7n) {
      const byte = this.byte()
      value |= BigInt(byte & 0x7f) << shift
      if (byte < 0x80) return value
    }
  }

  private byte(): number {
    return this.take(1).readUInt8()
  }

  private take(length: number): Buffer {
    const end = this.at + length
    if (end > this.source.length) throw new RangeError('The Thrift struct ends too early.')
    const taken = this.source.subarray(this.at, end)
    this.at = end
    return taken
  }
}

class Writer {
  private readonly pieces: Buffer[] = []

  bytes(): Buffer {
    return Buffer.concat(this.pieces)
  }

  struct({ fields }: ThriftStruct): void {
    let before = 0
    for (const [id, value] of [...fields].sort(([a], [b]) => a - b)) {
      const distance = id - before
      if (distance <= 15) this.byte((distance << 4) | value.type)
      else {
        this.byte(value.type)
        this.zigzag(BigInt(id))
      }
      this.value(value)
      before = id
    }
    this.byte(0)
  }

  private value(value: ThriftValue): void {
    switch (value.type) {
      case TYPES.true:
      case TYPES.false:
        return
      case TYPES.byte:
        this.byte(value.value)
        return
      case TYPES.i16:
      case TYPES.i32:
      case TYPES.i64:
        this.zigzag(value.value)
        return
      case TYPES.double:
        this.raw(value.value)
        return
      case TYPES.binary:
        this.varint(BigInt(value.value.length))
        this.raw(value.value)
        return
      case TYPES.list:
      case TYPES.set:
        this.list(value.elementType, value.items)
        return
      case TYPES.struct:
        this.struct(value)
    }
  }

  private list(elementType: number, items: readonly ThriftValue[]): void {
    if (items.length < 15) this.byte((items.length << 4) | elementType)
    else {
      this.byte(0xf0 | elementType)
      this.varint(BigInt(items.length))
    }
    for (const item of items) {
      if (elementType <= TYPES.false) this.byte(item.type)
      else this.value(item)
    }
  }

  private zigzag(value: bigint): void {
    this.varint(BigInt.asUintN(64, (value << 1n) ^ (value >> 63n)))
  }

  private varint(value: bigint): void {
    let left = value
    for (; left >= 0x80n; left >>= 7n) this.byte(Number(left & 0x7fn) | 0x80)
    this.byte(Number(left))
  }

  private byte(value: number): void {
    this.pieces.push(Buffer.of(value))
  }

  private raw(bytes: Buffer): void {
    this.pieces.push(bytes)
  }
}

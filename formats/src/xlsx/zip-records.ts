/** Sizes and place of a part of the archive; the directory at the end repeats them. */
export interface ZipEntryFacts {
  readonly name: string
  readonly crc32: number
  readonly compressedBytes: number
  readonly uncompressedBytes: number
  /** Where its local header begins. */
  readonly offset: number
}

/** The largest value of a four-byte field; it also says that the true value stands in the ZIP64 field. */
const MAX_32 = 0xffff_ffff

const VERSION_DEFLATE = 20
const VERSION_ZIP64 = 45
const METHOD_DEFLATE = 8

/** Sizes follow the data. */
const FLAG_DATA_DESCRIPTOR = 1 << 3
const FLAG_UTF8_NAME = 1 << 11

/** 1980-01-01, midnight, the earliest there is: files do not tell when they were written. */
const DOS_DATE_TIME = 0x0021_0000

/**
 * What stands before the data (APPNOTE 4.3.7). It asks for the ZIP64 version because the data may turn out to need it:
 * Excel calls a large part damaged whose two headers disagree about that (golang/go#77060), and takes small ones so.
 */
export function localHeader(name: string): Uint8Array {
  return record(({ u16, u32, text }) => {
    u32(0x04034b50)
    u16(VERSION_ZIP64)
    u16(flagsOf(name))
    u16(METHOD_DEFLATE)
    u32(DOS_DATE_TIME)
    for (let field = 0; field < 3; field += 1) u32(0) // CRC and sizes: see the data descriptor
    u16(Buffer.byteLength(name))
    u16(0)
    text(name)
  })
}

/** What stands behind the data (APPNOTE 4.3.9). */
export function dataDescriptor({ crc32, compressedBytes, uncompressedBytes }: ZipEntryFacts): Uint8Array {
  const isLarge = Math.max(compressedBytes, uncompressedBytes) >= MAX_32
  return record(({ u32, u64 }) => {
    u32(0x08074b50)
    u32(crc32)
    const size = isLarge ? u64 : u32
    size(compressedBytes)
    size(uncompressedBytes)
  })
}

/** An entry of the directory (APPNOTE 4.3.12), with the ZIP64 field for values that need it (4.5.3). */
export function directoryHeader({ name, crc32, ...facts }: ZipEntryFacts): Uint8Array {
  const large = [facts.uncompressedBytes, facts.compressedBytes, facts.offset].filter((value) => value >= MAX_32)
  return record(({ u16, u32, u64, text }) => {
    u32(0x02014b50)
    u16(VERSION_ZIP64)
    u16(large.length > 0 ? VERSION_ZIP64 : VERSION_DEFLATE)
    u16(flagsOf(name))
    u16(METHOD_DEFLATE)
    u32(DOS_DATE_TIME)
    u32(crc32)
    u32(Math.min(facts.compressedBytes, MAX_32))
    u32(Math.min(facts.uncompressedBytes, MAX_32))
    u16(Buffer.byteLength(name))
    u16(large.length > 0 ? 4 + 8 * large.length : 0)
    u16(0) // comment
    u16(0) // disk
    u16(0) // internal attributes
    u32(0) // external attributes
    u32(Math.min(facts.offset, MAX_32))
    text(name)
    if (large.length === 0) return
    u16(0x0001)
    u16(8 * large.length)
    for (const value of large) u64(value)
  })
}

/** The end of the archive (APPNOTE 4.3.16), after its ZIP64 form where the directory lies too far back (4.3.14, 4.3.15). */
export function endOfArchive(entryCount: number, directory: { offset: number; byteCount: number }): Uint8Array {
  return record(({ u16, u32, u64 }) => {
    if (directory.offset >= MAX_32) {
      u32(0x06064b50)
      u64(44) // bytes of this record that follow
      u16(VERSION_ZIP64)
      u16(VERSION_ZIP64)
      u32(0)
      u32(0)
      u64(entryCount)
      u64(entryCount)
      u64(directory.byteCount)
      u64(directory.offset)
      u32(0x07064b50)
      u32(0)
      u64(directory.offset + directory.byteCount)
      u32(1)
    }
    u32(0x06054b50)
    u16(0)
    u16(0)
    u16(entryCount)
    u16(entryCount)
    u32(directory.byteCount)
    u32(Math.min(directory.offset, MAX_32))
    u16(0)
  })
}

/** Names are UTF-8; plain ASCII needs no flag, and not every reader of office files knows it. */
function flagsOf(name: string): number {
  return FLAG_DATA_DESCRIPTOR | (Buffer.byteLength(name) === name.length ? 0 : FLAG_UTF8_NAME)
}

interface Fields {
  u16(value: number): void
  u32(value: number): void
  u64(value: number): void
  text(value: string): void
}

/** The bytes of little-endian fields in the order of the calls. */
function record(write: (fields: Fields) => void): Uint8Array {
  const pieces: Buffer[] = []
  const little = (byteCount: number) => (value: number) => {
    const piece = Buffer.alloc(byteCount)
    if (byteCount === 8) piece.writeBigUInt64LE(BigInt(value))
    else piece.writeUIntLE(value, 0, byteCount)
    pieces.push(piece)
  }
  write({ u16: little(2), u32: little(4), u64: little(8), text: (value) => pieces.push(Buffer.from(value)) })
  return Buffer.concat(pieces)
}

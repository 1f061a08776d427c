import type { FileHandle } from 'node:fs/promises'

/** A part of a zip archive. */
export interface ZipEntry {
  readonly name: string
  readonly method: number
  readonly compressedBytes: number
  /** Where its local header begins. */
  readonly offset: number
}

const END_BYTES = 22
const MAX_COMMENT = 0xffff
const LOCATOR_BYTES = 20
const MAX_32 = 0xffff_ffff
/** More than any workbook of ours needs; a directory that claims more is not read. */
const MAX_DIRECTORY_BYTES = 16 * 1_048_576

/** The file is no archive that can be read. */
export class UnreadableZipError extends Error {
  override readonly name = 'UnreadableZipError'
}

/**
 * The parts that the directory of an archive lists (APPNOTE 4.3.12 to 4.3.16), with ZIP64.
 *
 * @throws {UnreadableZipError}
 */
export async function zipEntries(file: FileHandle, byteCount: number): Promise<readonly ZipEntry[]> {
  const { start, length } = await directoryPlace(file, byteCount)
  if (length > MAX_DIRECTORY_BYTES || start + length > byteCount) throw new UnreadableZipError('no directory')
  const directory = await bytesAt(file, start, length)
  const entries: ZipEntry[] = []
  for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === 0x02014b50; ) {
    const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((field) => directory.readUInt16LE(at + field))
    const extraAt = at + 46 + (nameBytes ?? 0)
    const end = extraAt + (extraBytes ?? 0)
    entries.push({
      name: directory.toString('utf8', at + 46, extraAt),
      method: directory.readUInt16LE(at + 10),
      ...sizes(directory, at, directory.subarray(extraAt, end)),
    })
    at = end + (commentBytes ?? 0)
  }
  return entries
}

/** Where the data of a part begins: behind its local header. */
export async function dataOffset(file: FileHandle, { offset }: ZipEntry): Promise<number> {
  const header = await bytesAt(file, offset, 30)
  if (header.readUInt32LE(0) !== 0x04034b50) throw new UnreadableZipError('no local header')
  return offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
}

async function directoryPlace(file: FileHandle, byteCount: number): Promise<{ start: number; length: number }> {
  const tailBytes = Math.min(byteCount, END_BYTES + MAX_COMMENT)
  const tail = await bytesAt(file, byteCount - tailBytes, tailBytes)
  const at = tail.lastIndexOf(Buffer.of(0x50, 0x4b, 0x05, 0x06))
  if (at < 0 || at + END_BYTES > tail.length) throw new UnreadableZipError('no end of directory')
  const [length, start] = [tail.readUInt32LE(at + 12), tail.readUInt32LE(at + 16)]
  if (start !== MAX_32 && length !== MAX_32) return { start, length }
  const endAt = byteCount - tailBytes + at
  const locator = await bytesAt(file, endAt - LOCATOR_BYTES, LOCATOR_BYTES)
  if (locator.readUInt32LE(0) !== 0x07064b50) throw new UnreadableZipError('no ZIP64 locator')
  const end = await bytesAt(file, Number(locator.readBigUInt64LE(8)), 56)
  return { length: Number(end.readBigUInt64LE(40)), start: Number(end.readBigUInt64LE(48)) }
}

/** The ZIP64 field holds, in this order, just the values that are too large for their own place. */
function sizes(directory: Buffer, at: number, extra: Buffer): Pick<ZipEntry, 'compressedBytes' | 'offset'> {
  const [compressed, uncompressed, offset] = [20, 24, 42].map((field) => directory.readUInt32LE(at + field))
  const large = zip64Values(extra)
  if (uncompressed === MAX_32) large.shift()
  return {
    compressedBytes: compressed === MAX_32 ? Number(large.shift()) : (compressed ?? 0),
    offset: offset === MAX_32 ? Number(large.shift()) : (offset ?? 0),
  }
}

function zip64Values(extra: Buffer): bigint[] {
  for (let at = 0; at + 4 <= extra.length; ) {
    const length = extra.readUInt16LE(at + 2)
    if (extra.readUInt16LE(at) === 0x0001) {
      const count = Math.floor(Math.min(length, extra.length - at - 4) / 8)
      return Array.from({ length: count }, (_value, place) => extra.readBigUInt64LE(at + 4 + 8 * place))
    }
    at += 4 + length
  }
  return []
}

async function bytesAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  if (position < 0) throw new UnreadableZipError('too short')
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position)
  if (bytesRead !== length) throw new UnreadableZipError('too short')
  return buffer
}

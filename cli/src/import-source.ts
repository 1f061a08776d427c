import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { CommandError, systemCode } from './failures.js'

/** Lines to import, unpacked. */
export interface ImportSource {
  /** As it is called in messages. */
  readonly name: string
  /** Bytes on disk; undefined for standard input. */
  readonly byteCount: number | undefined
  /** Reads once. `onRead` is told how many bytes of the file have been read, packed ones if it is packed. */
  read(onRead: (byteCount: number) => void): AsyncIterable<Uint8Array>
}

/**
 * A file, or standard input for `-`; a name that ends with `.gz` is unpacked on the way.
 * @throws {CommandError} there is no such file, or it cannot be read
 */
export async function importSource(path: string, stdin: Readable): Promise<ImportSource> {
  if (path === '-') return { name: 'standard input', byteCount: undefined, read: (onRead) => counted(stdin, onRead) }
  const { size: byteCount } = await stat(path).catch((error: unknown) => {
    throw unreadable(path, error)
  })
  return { name: path, byteCount, read: (onRead) => readFile(path, onRead) }
}

async function* readFile(path: string, onRead: (byteCount: number) => void): AsyncGenerator<Uint8Array> {
  const file = counted(createReadStream(path, { highWaterMark: 1_048_576 }), onRead)
  try {
    yield* path.endsWith('.gz') ? unpacked(file) : file
  } catch (error) {
    throw systemCode(error) === undefined ? error : unreadable(path, error)
  }
}

function unpacked(packed: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  // A failure of either end reaches whoever reads.
  return pipeline(Readable.from(packed), createGunzip(), () => {})
}

async function* counted(
  source: AsyncIterable<Uint8Array>,
  onRead: (byteCount: number) => void,
): AsyncGenerator<Uint8Array> {
  let byteCount = 0
  for await (const piece of source) {
    byteCount += piece.byteLength
    onRead(byteCount)
    yield piece
  }
}

function unreadable(path: string, cause: unknown): CommandError {
  const why = systemCode(cause) === 'ENOENT' ? 'there is no such file' : cause instanceof Error ? cause.message : cause
  return new CommandError(`Cannot read ${path}: ${String(why)}.`, { cause })
}

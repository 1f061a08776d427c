import type { FileHandle } from 'node:fs/promises'
import type { ByteRange, OpenedFile } from '@deskledger/domain'

/** Bytes read at a time: memory of a download, whatever its size. */
export const PIECE_BYTES = 128 * 1024

/** A published file held open: its bytes stay readable after it is removed. */
export class OpenedExportFile implements OpenedFile {
  private isRead = false
  private closing: Promise<void> | undefined

  constructor(
    private readonly handle: FileHandle,
    readonly byteCount: number,
  ) {}

  /**
   * @throws {RangeError} the range is not within the file
   * @throws {Error} it was read before
   */
  read(range?: ByteRange): AsyncIterable<Uint8Array> {
    const { from, to } = range ?? { from: 0, to: this.byteCount - 1 }
    if (range && !(Number.isInteger(from) && Number.isInteger(to) && from >= 0 && from <= to && to < this.byteCount)) {
      throw new RangeError(`Bytes ${from} to ${to} are not within a file of ${this.byteCount} bytes.`)
    }
    if (this.isRead) throw new Error('An opened file is read once; open it again.')
    this.isRead = true
    return { [Symbol.asyncIterator]: () => this.pieces(from, to) }
  }

  close(): Promise<void> {
    this.closing ??= this.handle.close()
    return this.closing
  }

  /** Not a generator: `return` before the first `next` would not reach its `finally`, and the file would stay open. */
  private pieces(from: number, to: number): AsyncIterator<Uint8Array, undefined> {
    let position = from
    const end = async (): Promise<IteratorReturnResult<undefined>> => {
      await this.close()
      return { done: true, value: undefined }
    }
    return {
      next: async () => {
        if (position > to) return end()
        try {
          const value = await this.pieceAt(position, to)
          position += value.byteLength
          return { done: false, value }
        } catch (error) {
          await this.close()
          throw error
        }
      },
      return: end,
    }
  }

  private async pieceAt(position: number, to: number): Promise<Uint8Array> {
    // A buffer of its own for each piece: the reader may still hold the one before.
    const buffer = Buffer.allocUnsafeSlow(Math.min(PIECE_BYTES, to - position + 1))
    const { bytesRead } = await this.handle.read(buffer, 0, buffer.byteLength, position)
    if (bytesRead === 0) throw new Error(`The file ends at byte ${position} of ${this.byteCount}: it was cut short.`)
    return buffer.subarray(0, bytesRead)
  }
}

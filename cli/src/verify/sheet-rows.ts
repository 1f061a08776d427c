import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createInflateRaw } from 'node:zlib'
import { dataOffset, UnreadableZipError, zipEntries } from './zip-directory.js'

const SHEET = /^xl\/worksheets\/[^/]+\.xml$/
const ROW = '<row '
const DEFLATED = 8

/**
 * Rows of all worksheets of a workbook; the first one of each is its header and does not count.
 *
 * @returns undefined when the file cannot be read as a workbook
 */
export async function countSheetRows(path: string): Promise<number | undefined> {
  await using file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    let count = 0
    for (const entry of (await zipEntries(file, size)).filter(({ name }) => SHEET.test(name))) {
      if (entry.method !== DEFLATED) return undefined
      const start = await dataOffset(file, entry)
      const end = start + entry.compressedBytes - 1
      const packed = file.createReadStream({ start, end, autoClose: false, highWaterMark: 1_048_576 })
      count += Math.max(0, (await countRows(packed)) - 1)
    }
    return count
  } catch (error) {
    if (error instanceof UnreadableZipError || isDamagedData(error)) return undefined
    throw error
  }
}

async function countRows(packed: NodeJS.ReadableStream): Promise<number> {
  let count = 0
  // What a tag may have begun with in the piece before.
  let rest = ''
  await pipeline(packed, createInflateRaw(), async (pieces: AsyncIterable<Buffer>) => {
    for await (const piece of pieces) {
      const text = rest + piece.toString('latin1')
      for (let at = text.indexOf(ROW); at >= 0; at = text.indexOf(ROW, at + ROW.length)) count += 1
      rest = text.slice(-(ROW.length - 1))
    }
  })
  return count
}

function isDamagedData(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException
  return code !== undefined && (code.startsWith('Z_') || code === 'ERR_OUT_OF_RANGE')
}

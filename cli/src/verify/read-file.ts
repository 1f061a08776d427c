import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { LineCount } from './line-count.js'
import { countSheetRows } from './sheet-rows.js'

/** What an export file is, by itself. */
export interface FileFacts {
  readonly byteCount: number
  /** Lower-case hex. */
  readonly sha256: string
  /** Without headers; undefined when rows of this format are not counted, or the file cannot be read as one of it. */
  readonly rowCount: number | undefined
}

/** Formats whose rows can be counted. */
const LINES: Readonly<Record<string, { readonly headerLines: number; readonly knowsQuotes: boolean }>> = {
  csv: { headerLines: 1, knowsQuotes: true },
  ndjson: { headerLines: 0, knowsQuotes: false },
}

/** Whether rows of a format are counted. */
export function isCounted(format: string): boolean {
  return format === 'xlsx' || Object.hasOwn(LINES, format)
}

/** Reads a file once, an XLSX twice. */
export async function readFileFacts(path: string, format: string): Promise<FileFacts> {
  const hash = createHash('sha256')
  const { headerLines = 0, knowsQuotes = false } = LINES[format] ?? {}
  const lines = isCounted(format) && format !== 'xlsx' ? new LineCount(knowsQuotes) : undefined
  let byteCount = 0
  for await (const piece of createReadStream(path, { highWaterMark: 1_048_576 }) as AsyncIterable<Buffer>) {
    hash.update(piece)
    lines?.add(piece)
    byteCount += piece.byteLength
  }
  const rowCount = format === 'xlsx' ? await countSheetRows(path) : lines && Math.max(0, lines.count - headerLines)
  return { byteCount, sha256: hash.digest('hex'), rowCount }
}

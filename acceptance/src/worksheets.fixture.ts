import type { Readable } from 'node:stream'
import { SaxesParser } from 'saxes'
import { openPromise } from 'yauzl'

/** A worksheet as an XML parser sees it that tolerates nothing. */
export interface CountedSheet {
  readonly part: string
  /** Rows, the header included. */
  readonly rowCount: number
  readonly cellCount: number
}

/**
 * Reads every part of a workbook with saxes, in constant memory, and counts the rows of its worksheets, in the order of the file.
 * @throws {Error} a part is no XML, or a row or cell does not carry the place where it is
 */
export async function countSheets(path: string): Promise<CountedSheet[]> {
  const archive = await openPromise(path, { lazyEntries: true })
  const sheets: CountedSheet[] = []
  for await (const entry of archive.eachEntry()) {
    const counted = await count(await archive.openReadStreamPromise(entry))
    if (entry.fileName.startsWith('xl/worksheets/sheet')) sheets.push({ part: entry.fileName, ...counted })
  }
  return sheets
}

async function count(part: Readable): Promise<Omit<CountedSheet, 'part'>> {
  const parser = new SaxesParser()
  let [rowCount, cellCount, column] = [0, 0, 0]
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'row') {
      rowCount += 1
      column = 0
      expectPlace(attributes['r'], String(rowCount))
    } else if (name === 'c') {
      cellCount += 1
      expectPlace(attributes['r'], `${String.fromCharCode(65 + column)}${rowCount}`)
      column += 1
    }
  })
  const decoder = new TextDecoder('utf-8', { fatal: true })
  for await (const piece of part) parser.write(decoder.decode(piece as Buffer, { stream: true }))
  parser.write(decoder.decode()).close()
  return { rowCount, cellCount }
}

function expectPlace(told: string | undefined, place: string): void {
  if (told !== place) throw new Error(`place ${place} is told as ${told}`)
}

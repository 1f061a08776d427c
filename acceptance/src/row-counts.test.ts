import { createReadStream, createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { pipeline } from 'node:stream/promises'
import { parse } from 'csv-parse'
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Ledger, newLedger, temporaryDirectory } from './ledger.fixture.js'
import { countSheets } from './worksheets.fixture.js'

/** What a worksheet holds below its header. */
const SHEET_ROWS = 1_048_575
const RECORDS = SHEET_ROWS + 2
const LINES_OF_A_BODY = 50_000

type Format = 'xlsx' | 'csv' | 'ndjson' | 'parquet'

/** Zero, one, as many as one worksheet holds, more than that. */
const COUNTS = [0, 1, SHEET_ROWS, RECORDS]

const transactionId = (place: number): string => `t${String(place).padStart(7, '0')}`

describe('an export of few and of many rows', () => {
  let ledger: Ledger & AsyncDisposable
  let directory: Awaited<ReturnType<typeof temporaryDirectory>>
  let startOf: (place: number) => string
  beforeAll(async () => {
    ledger = await newLedger()
    directory = await temporaryDirectory()
    const newestSecond = Math.trunc(Date.now() / 1000) - 60
    startOf = (place) => new Date((newestSecond - place) * 1000).toISOString().replace('.000Z', 'Z')
    for (let first = 0; first < RECORDS; first += LINES_OF_A_BODY) {
      const count = Math.min(LINES_OF_A_BODY, RECORDS - first)
      const lines = Array.from({ length: count }, (_, at) => lineOf(first + at))
      expect(await ledger.client.ingestConnectionRecords(lines.join('\n'))).toMatchObject({ created: count })
    }
  })
  afterAll(async () => {
    await ledger[Symbol.asyncDispose]()
    await directory[Symbol.asyncDispose]()
  })

  function lineOf(place: number): string {
    const user = place === 0 ? { user_name: 'the only one' } : {}
    return JSON.stringify({ transaction_id: transactionId(place), connection_start_time: startOf(place), ...user })
  }

  /** The newest so many records. */
  function newest(rowCount: number): { user_name: string } | { start_time: string } {
    if (rowCount > 1) return { start_time: startOf(rowCount - 1) }
    return { user_name: rowCount === 1 ? 'the only one' : 'nobody' }
  }

  async function exported(rowCount: number, format: Format): Promise<string> {
    const path = join(directory.path, `${rowCount}.${format}`)
    const query = { ...newest(rowCount), format, columns: 'transaction_id,connection_start_time' }
    const { task, body } = await ledger.client.exportConnections(query)
    expect(task.row_count).toBe(rowCount)
    await pipeline(body, createWriteStream(path))
    return path
  }

  /** Transactions of a file, in its order, as a reader that is not ours tells them; `undefined` for a header. */
  const READERS = {
    async *csv(path: string) {
      for await (const [id] of createReadStream(path).pipe(parse({ bom: true, record_delimiter: '\r\n', from: 2 }))) {
        yield id as string
      }
    },
    async *ndjson(path: string) {
      for await (const line of createInterface(createReadStream(path))) yield JSON.parse(line).transaction_id as string
    },
    async *parquet(path: string) {
      const file = await asyncBufferFromFile(path)
      for (const row of await parquetReadObjects({ file, compressors, columns: ['transaction_id'] })) {
        yield row['transaction_id'] as string
      }
    },
  }

  const MACHINE_READ = (['csv', 'ndjson', 'parquet'] as const).flatMap((format) =>
    COUNTS.map((rowCount) => ({ format, rowCount })),
  )
  it.each(MACHINE_READ)('has its $rowCount rows in $format, each once and in order', async ({ format, rowCount }) => {
    let place = 0
    for await (const id of READERS[format](await exported(rowCount, format))) {
      if (id !== transactionId(place)) throw new Error(`row ${place} is ${id}`)
      place += 1
    }
    expect(place).toBe(rowCount)
  })

  it.each([
    [0, [0]],
    [1, [1]],
    [SHEET_ROWS, [SHEET_ROWS]],
    // The contents, shown first, are known last.
    [RECORDS, [SHEET_ROWS, 2, 2]],
  ])('has its %i rows in XLSX, on worksheets of %j rows below their headers', async (rowCount, sheets) => {
    const counted = await countSheets(await exported(rowCount, 'xlsx'))
    expect(counted.map((sheet) => sheet.rowCount - 1)).toEqual(sheets)
    expect(counted[0]?.cellCount).toBe(2 * (counted[0]?.rowCount ?? 0))
  })
})

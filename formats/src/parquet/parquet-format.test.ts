import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RenderedRows } from '@deskledger/domain'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { parquetMetadata, parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { collect, streamOf } from '../fixtures/collect.fixture.js'
import { aRequest } from '../fixtures/sample-rows.fixture.js'
import { parquetFormat } from './parquet-format.js'

let directory: string
let duckdb: DuckDBConnection
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'deskledger-parquet-'))
  duckdb = await (await DuckDBInstance.create(':memory:')).connect()
  await duckdb.run("SET TimeZone = 'UTC'")
})
afterAll(async () => {
  duckdb.closeSync()
  await rm(directory, { recursive: true })
})

/** A file as an engine renders it: rows numbered from `from`, text that repeats so that it has a dictionary, in several row groups. */
async function part(from: number, rowCount: number): Promise<Buffer> {
  const path = join(directory, 'part.parquet')
  await duckdb.run(`COPY (SELECT (${from} + i)::INTEGER AS e2e_rtt, 'user ' || (i % 3) AS user_name,
      CASE WHEN i % 2 = 0 THEN make_timestamp_ms(1767225600123 + ${from} + i)::TIMESTAMP_MS END AS connection_start_time
    FROM range(${rowCount}) numbers(i)) TO '${path}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 2048)`)
  return readFile(path)
}

async function* rowsOf(...parts: Buffer[]): AsyncGenerator<RenderedRows> {
  for (const file of parts) {
    // In pieces that share one buffer, as they may.
    const shared = Buffer.alloc(1000)
    const pieces = Array.from({ length: Math.ceil(file.length / 1000) }, (_, at) => at * 1000)
    async function* bytes(): AsyncGenerator<Uint8Array> {
      for (const at of pieces) yield shared.subarray(0, file.copy(shared, 0, at, at + 1000))
    }
    yield { section: 0, rowCount: 0, bytes: bytes() }
  }
}

const REQUEST = aRequest({ format: 'parquet' })
const joined = (...parts: Buffer[]): Promise<Buffer> => collect(parquetFormat.encode(rowsOf(...parts), REQUEST))
const bufferOf = (file: Buffer): ArrayBuffer => Uint8Array.from(file).buffer

describe('parquet', () => {
  it('is one file of all rows in their order, as hyparquet and DuckDB read it', async () => {
    const file = await joined(await part(0, 5000), await part(5000, 1), await part(5001, 300))
    const expected = Array.from({ length: 5301 }, (_, number) => number)
    const rows = await parquetReadObjects({ file: bufferOf(file), compressors })
    expect(rows.map((row) => row['e2e_rtt'])).toEqual(expected)
    expect(rows[4999]?.['user_name']).toBe('user 1')
    expect(rows[5000]?.['connection_start_time']).toEqual(new Date(1767225600123 + 5000))

    const path = join(directory, 'joined.parquet')
    await writeFile(path, file)
    const read = await duckdb.runAndReadAll(
      `SELECT e2e_rtt, user_name, epoch_ms(connection_start_time)::DOUBLE FROM '${path}'`,
    )
    expect(read.getRowsJS().map(([number]) => number)).toEqual(expected)
    expect(read.getRowsJS()[5000]).toEqual([5000, 'user 0', 1767225600123 + 5000])
    // Places of pages and statistics are right, too: rows are found by them.
    const found = await duckdb.runAndReadAll(
      `SELECT count(*)::INTEGER FROM '${path}' WHERE e2e_rtt BETWEEN 4990 AND 5010`,
    )
    expect(found.getRowsJS()).toEqual([[21]])
  })

  it('says that its instants are of UTC, in milliseconds', async () => {
    const { schema, row_groups, num_rows } = parquetMetadata(bufferOf(await joined(await part(0, 2), await part(2, 2))))
    expect(schema.find(({ name }) => name === 'connection_start_time')).toMatchObject({
      logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' },
    })
    expect(schema.find(({ name }) => name === 'user_name')).toMatchObject({ converted_type: 'UTF8' })
    expect(schema.find(({ name }) => name === 'e2e_rtt')).toMatchObject({ type: 'INT32' })
    expect([row_groups.length, num_rows]).toEqual([2, 4n])
  })

  it('without rows has its columns', async () => {
    const file = await joined(await part(0, 0))
    expect(await parquetReadObjects({ file: bufferOf(file), compressors })).toEqual([])
    expect(parquetMetadata(bufferOf(file)).schema).toHaveLength(4)
  })

  it('is the same for the same parts', async () => {
    const parts = [await part(0, 100), await part(100, 100)]
    expect(await joined(...parts)).toEqual(await joined(...parts))
  })

  it('refuses what is no Parquet file, and ends the reading', async () => {
    const rows = { section: 0, rowCount: 1, bytes: streamOf([Buffer.from('PAR1 no footer')]) }
    await expect(collect(parquetFormat.encode(streamOf([rows]), REQUEST))).rejects.toThrow('no Parquet file')
  })
})

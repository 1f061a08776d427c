import { type ExportRequest, InvalidParameterError, type RenderedRows } from '@deskledger/domain'
import { describe, expect, it } from 'vitest'
import { FILE_FORMATS } from './file-formats.js'
import { collect } from './fixtures/collect.fixture.js'
import { aRequest } from './fixtures/sample-rows.fixture.js'

/** Rows without end, which note what became of them. */
class EndlessRows {
  groupsRead = 0
  openStreams = 0
  failAfterGroups = Number.POSITIVE_INFINITY

  async *read(): AsyncGenerator<RenderedRows> {
    this.openStreams += 1
    try {
      while (true) {
        if (this.groupsRead === this.failAfterGroups) throw new Error('engine gone')
        this.groupsRead += 1
        yield { section: 0, rowCount: 0, bytes: this.bytes() }
      }
    } finally {
      this.openStreams -= 1
    }
  }

  private async *bytes(): AsyncGenerator<Uint8Array> {
    this.openStreams += 1
    try {
      for (let piece = 0; piece < 4; piece += 1) yield Buffer.alloc(512 * 1024, ' ')
    } finally {
      this.openStreams -= 1
    }
  }
}

const PLAIN: readonly Partial<ExportRequest>[] = [{ format: 'xlsx' }, { format: 'csv' }, { format: 'ndjson' }]
const PACKED: readonly Partial<ExportRequest>[] = [
  { format: 'csv', compression: 'gzip' },
  { format: 'ndjson', compression: 'gzip' },
]

// Parquet wants whole files for rows: parquet/parquet-format.test.ts.
describe.each([...PLAIN, ...PACKED])('%o', (choices) => {
  const request = aRequest(choices)
  const format = FILE_FORMATS[request.format]

  it('throws on what the rows throw, and leaves nothing open', async () => {
    const rows = new EndlessRows()
    rows.failAfterGroups = 5
    await expect(collect(format.encode(rows.read(), request))).rejects.toThrow('engine gone')
    expect(rows.openStreams).toBe(0)
  })

  it('ends the reading of rows when the consumer stops early', async () => {
    const rows = new EndlessRows()
    for await (const _piece of format.encode(rows.read(), request)) if (rows.groupsRead === 5) break
    expect(rows.groupsRead).toBe(5)
    expect(rows.openStreams).toBe(0)
  })

  it('reads rows only as fast as bytes are taken', async () => {
    const rows = new EndlessRows()
    const bytes = format.encode(rows.read(), request)[Symbol.asyncIterator]()
    while (rows.groupsRead === 0) await bytes.next()
    // A group is two blocks of the compressor, which holds four.
    for (let taken = 0; taken < 20; taken += 1) {
      const groupsBefore = rows.groupsRead
      await bytes.next()
      await new Promise((resolve) => setImmediate(resolve))
      expect(rows.groupsRead - groupsBefore).toBeLessThanOrEqual(2)
    }
    await bytes.return?.()
    expect(rows.openStreams).toBe(0)
  })
})

it.each(['xlsx', 'csv'] as const)('%s refuses a field that has no column before any row is read', async (name) => {
  const rows = new EndlessRows()
  const bytes = FILE_FORMATS[name].encode(rows.read(), aRequest({ format: name, columns: ['userName', 'domain'] }))
  await expect(collect(bytes)).rejects.toThrow(InvalidParameterError)
  expect(rows.groupsRead).toBe(0)
})

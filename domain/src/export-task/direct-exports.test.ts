import { describe, expect, it } from 'vitest'
import type { CutOff, RecordQuery } from '../connection-record/record-query.js'
import { TooManyDirectExportsError } from '../errors.js'
import type { FileFormat } from '../ports/file-format.js'
import { type DirectExportOrder, DirectExports, type DirectExportsParts } from './direct-exports.js'

const NOW = new Date('2026-01-02T03:04:05.678Z')
const CUT_OFF: CutOff = { sequence: 7, at: NOW }
const ORDER: DirectExportOrder = {
  scope: { projectId: 'p1', enterpriseProjectIds: ['ep-1'] },
  filter: { userName: 'zoe' },
  file: { format: 'csv', language: 'en_US', timeZone: 'UTC', columns: ['userName'] },
}

/** Bytes as they come, each piece in one buffer that is used again. */
const REUSING: FileFormat = {
  layout: ({ columns, timeZone }) => ({ syntax: 'csv', columns, timeZone, booleanWords: { yes: 'Yes', no: 'No' } }),
  async *encode(rows) {
    const buffer = Buffer.alloc(1)
    for await (const { bytes } of rows) {
      for await (const piece of bytes) {
        buffer.set(piece)
        yield buffer
      }
    }
  },
}

/** Direct exports over a ledger of the rows a, b and c, and what was asked of it. */
function ledger(more: Partial<DirectExportsParts['records']> = {}) {
  const asked: [RecordQuery, CutOff][] = []
  const released: CutOff[] = []
  const records: DirectExportsParts['records'] = {
    hold: async () => CUT_OFF,
    release: async (cutOff) => void released.push(cutOff),
    async *render(query, cutOff, _layout, options) {
      asked.push([query, cutOff])
      for (const row of 'abc') {
        if (options?.signal?.aborted) return
        yield { section: 0, rowCount: 1, bytes: oneOf(Buffer.from(row)) }
      }
    },
    ...more,
  }
  const formats = { csv: REUSING, xlsx: REUSING, ndjson: REUSING, parquet: REUSING }
  return { exports: new DirectExports({ records, formats, clock: () => NOW, maxOpen: 2 }), asked, released }
}

async function* oneOf(piece: Uint8Array): AsyncGenerator<Uint8Array> {
  yield piece
}

const never = new AbortController().signal

describe('a direct export', () => {
  it('is the file of its query at the cut-off that was held for it', async () => {
    const { exports, asked, released } = ledger()
    const file = await exports.open(ORDER, never)
    const pieces: Uint8Array[] = []
    for await (const piece of file.read()) pieces.push(piece)
    expect(Buffer.concat(pieces).toString()).toBe('abc')
    expect(asked).toEqual([[{ projectId: 'p1', enterpriseProjectIds: ['ep-1'], userName: 'zoe' }, CUT_OFF]])
    expect(file.fileName).toBe('ConnectionRecords_20260102030405.csv')
    expect(released).toEqual([])
    await file.close()
    await file.close()
    expect(released).toEqual([CUT_OFF])
  })

  it('leaves room for two at a time, and gives it back', async () => {
    const { exports } = ledger()
    const [first] = await Promise.all([exports.open(ORDER, never), exports.open(ORDER, never)])
    await expect(exports.open(ORDER, never)).rejects.toBeInstanceOf(TooManyDirectExportsError)
    await first.close()
    await expect(exports.open(ORDER, never)).resolves.toBeDefined()
  })

  it('takes no room when nothing could be held', async () => {
    let isBroken = true
    const { exports } = ledger({
      hold: async () => {
        if (isBroken) throw new Error('engine away')
        return CUT_OFF
      },
    })
    for (let turn = 0; turn < 3; turn += 1) await expect(exports.open(ORDER, never)).rejects.toThrow('engine away')
    isBroken = false
    await expect(exports.open(ORDER, never)).resolves.toBeDefined()
  })

  it.each(['the client leaves', 'it is closed'])('never ends as if it were whole when %s', async (why) => {
    const { exports } = ledger()
    const gone = new AbortController()
    const file = await exports.open(ORDER, gone.signal)
    const reading = file.read()[Symbol.asyncIterator]()
    await reading.next()
    if (why === 'it is closed') await file.close()
    else gone.abort()
    await expect(reading.next().then(() => reading.next())).rejects.toThrow(/abort/)
  })
})

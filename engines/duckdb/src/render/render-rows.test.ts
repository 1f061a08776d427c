import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RowLayout } from '@deskledger/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Database } from '../database.js'
import { recordsAsOf } from '../query/as-of.js'
import { renderRows } from './render-rows.js'
import type { ListsBeside } from './rendering.js'

const ROWS = 40_000

/** More than a slice of Parquet has. */
const MANY_ROWS = 300_000
const LAYOUTS = {
  csv: {
    syntax: 'csv',
    columns: ['transactionId', 'startedAt'],
    timeZone: 'UTC',
    booleanWords: { yes: 'Yes', no: 'No' },
  },
  worksheet: {
    syntax: 'sheet-xml',
    columns: ['transactionId'],
    timeZone: 'UTC',
    booleanWords: { yes: 'Yes', no: 'No' },
    maxRowsPerSection: 25_000,
  },
  ndjson: { syntax: 'ndjson', columns: ['transactionId', 'startedAt'] },
  parquet: { syntax: 'parquet', columns: ['transactionId', 'startedAt'] },
} as const

/** What a rendering came to. */
interface Rendered {
  readonly sha256: string
  readonly sections: readonly number[]
  readonly sliceCount: number
}

describe('rows of an answer', () => {
  let directory: string
  let database: Database
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'deskledger-render-'))
    database = await Database.open({ path: join(directory, 'ledger.duckdb') })
    await database.use(async (session) => {
      for (const [project, rows] of [
        ['p', ROWS],
        ['many', MANY_ROWS],
      ] as const) {
        // A thousand of them at one time, the others thinner and thinner.
        await session.run(`INSERT INTO connection_record (project_id, transaction_id, connection_start_time, revision, received_at, sequence)
          SELECT '${project}', printf('t%06d', i),
            TIMESTAMP '2026-01-10 09:00:00' - to_milliseconds(greatest(i - 1000, 0) ** 2 // 100000),
            0, TIMESTAMP '2026-01-10 09:00:00', 0
          FROM range(${rows}) numbers(i)`)
      }
    })
  })
  afterAll(async () => {
    database.close()
    await rm(directory, { recursive: true })
  })

  it.each(Object.entries(LAYOUTS))(
    'the bytes of %s are the same, whoever asks for lists meanwhile',
    async (_, layout) => {
      const alone = await rendered(layout, { giveWay: async () => {}, areExpected: () => false })
      const beside = await rendered(layout, { giveWay: async () => {}, areExpected: () => true })
      const pace = [true, false, false].values()
      const now = await rendered(layout, { giveWay: async () => {}, areExpected: () => pace.next().value ?? true })
      expect([beside, now].map(({ sha256, sections }) => ({ sha256, sections }))).toEqual([
        { sha256: alone.sha256, sections: alone.sections },
        { sha256: alone.sha256, sections: alone.sections },
      ])
      if (layout.syntax !== 'parquet') expect(beside.sliceCount).toBeGreaterThan(2 * alone.sliceCount)
    },
  )

  it('the row groups of Parquet are cut alike each time', async () => {
    const lists = { giveWay: async () => {}, areExpected: () => false }
    const first = await rendered(LAYOUTS.parquet, lists, 'many')
    expect(first).toMatchObject({ sections: [MANY_ROWS], sliceCount: 3 })
    expect(await rendered(LAYOUTS.parquet, lists, 'many')).toEqual(first)
  })

  async function rendered(layout: RowLayout, lists: ListsBeside, projectId = 'p'): Promise<Rendered> {
    const records = recordsAsOf({ projectId }, { sequence: 0, removals: 0, at: new Date() })
    const rendering = { database, temporaryDirectory: directory, records, layout, lists, signal: undefined }
    const hash = createHash('sha256')
    const sections: number[] = []
    let sliceCount = 0
    for await (const { section, rowCount, bytes } of renderRows(rendering)) {
      sections[section] = (sections[section] ?? 0) + rowCount
      sliceCount += 1
      for await (const piece of bytes) hash.update(piece)
    }
    return { sha256: hash.digest('hex'), sections, sliceCount }
  }
})

import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dataSetOf, PROJECT_ID } from './data-set.js'
import { exportAlone } from './export-alone.js'
import { filledLedger } from './filled-ledger.js'
import { openLedger } from './ledger.js'
import { thisMachine } from './machine.js'
import { multipliedLedger } from './multiplied-ledger.js'
import type { Bench } from './question.js'
import { exporting } from './questions/export.js'
import { fairness } from './questions/fairness.js'
import { growth } from './questions/growth.js'
import { ingest } from './questions/ingest.js'
import { list } from './questions/list.js'
import { memoryOf } from './questions/memory.js'
import { mixed } from './questions/mixed.js'
import { size } from './questions/size.js'
import { start } from './questions/start.js'
import { statistics } from './questions/statistics.js'
import { toMarkdown } from './report.js'

const RECORDS = 2_000

let bench: Bench
let scratch: string
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'deskledger-bench-test-'))
  const scale = {
    name: 'smoke',
    diskBytes: 0,
    rounds: 1,
    ingestRecords: RECORDS,
    listRecords: [RECORDS],
    listRequests: 2,
    clientRequests: 1,
    exportRecords: RECORDS,
    fairnessRecords: RECORDS,
    fairnessRequests: 14,
    growthRecords: [RECORDS / 2, RECORDS],
    memoryRecords: { csv: [RECORDS], xlsx: [RECORDS] },
  }
  bench = { scale, ledgers: join(scratch, 'ledgers'), scratch, peers: [], tell: () => undefined }
})
afterAll(() => rm(scratch, { recursive: true }))

const both = (cases: number): string[] => Array(cases).fill(['deskledger', 'raw']).flat()
const BESIDE = ['deskledger', 'raw', 'deskledger', 'raw', 'deskledger', 'deskledger', 'deskledger']

describe.each([
  { question: ingest, contenders: both(4) },
  { question: list, contenders: both(7) },
  { question: mixed, contenders: Array(7).fill(['deskledger', 'all different', 'raw']).flat() },
  { question: statistics, contenders: Array(13).fill('deskledger') },
  { question: start, contenders: both(1) },
  { question: size, contenders: both(1) },
  { question: exporting, contenders: [...both(1), ...both(1), 'same text', ...both(4), 'exceljs'] },
  // Raw DuckDB neither writes XLSX nor merges.
  { question: fairness, contenders: [...BESIDE, ...BESIDE] },
  { question: growth, contenders: ['deskledger', 'deskledger'] },
  // What runs in a process of its own is the built program, so here it runs in this one.
  { question: memoryOf(exportAlone), contenders: both(2) },
])('the question $question.name', ({ question, contenders }) => {
  it('is answered for all contenders and leaves a page to read', async () => {
    const answers = await question.ask(bench)
    const rows = answers.flatMap((answer) => answer.rows)
    expect(rows.map(({ contender }) => contender)).toEqual(contenders)
    for (const { measures } of rows) {
      for (const { min, median, max } of Object.values(measures))
        expect([min, median, max].every(Number.isFinite)).toBe(true)
    }
    const { name, text } = question
    const machine = await thisMachine()
    const page = toMarkdown({
      date: '2026-01-02',
      scale: bench.scale,
      machine,
      leftOut: [],
      questions: [{ name, text, answers }],
    })
    expect(page).toContain(`## ${name}`)
    expect(page.match(/^\| .* \| (deskledger|all different|raw|same text|exceljs) \|/gm)).toHaveLength(
      contenders.length,
    )
  })
})

describe('a filled ledger', () => {
  const filled = (): Promise<string> => filledLedger(bench.ledgers, dataSetOf(100), bench.tell)

  it('is filled once', async () => {
    const { ino, mtimeMs } = await stat(join(await filled(), 'ledger.duckdb'))
    expect(await stat(join(await filled(), 'ledger.duckdb'))).toMatchObject({ ino, mtimeMs })
  })

  it.each([
    ['was not filled to its end', (marker: string) => rm(marker)],
    ['holds other data', (marker: string) => writeFile(marker, '{"records":100,"seed":2}')],
  ])('is filled anew when it %s', async (_case, spoil) => {
    const directory = await filled()
    await writeFile(join(directory, 'stray'), '')
    await spoil(join(directory, 'data-set.json'))
    expect(await readdir(await filled())).toEqual(expect.not.arrayContaining(['stray']))
    expect(await readdir(directory)).toEqual(expect.arrayContaining(['data-set.json', 'ledger.duckdb']))
  })
})

describe('a multiplied ledger', () => {
  it('holds the records of another several times, found by time and by their own users', async () => {
    const parts = { dataSet: dataSetOf(300), times: 3 }
    const source = await filledLedger(bench.ledgers, dataSetOf(100), bench.tell)
    const ledger = await openLedger(await multipliedLedger(bench.ledgers, source, parts, bench.tell))
    try {
      const { items, totalCount } = await ledger.records.list({ projectId: PROJECT_ID }, { offset: 0, limit: 1000 })
      expect(totalCount).toBe(300)
      expect(new Set(items.map(({ transactionId }) => transactionId)).size).toBe(300)
      const starts = items.map(({ startedAt }) => startedAt.getTime())
      expect(starts).toEqual(starts.toSorted((a, b) => b - a))
      const userName = items[0]?.userName
      const of = items.filter((item) => item.userName === userName)
      const { totalCount: ofUser } = await ledger.records.list(
        { projectId: PROJECT_ID, userName },
        { offset: 0, limit: 1 },
      )
      expect(ofUser).toBe(of.length)
      expect(userName).toMatch(/\.[012]$/)
    } finally {
      await ledger.close()
    }
  })
})

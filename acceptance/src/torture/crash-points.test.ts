import { createHash } from 'node:crypto'
import { cp, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Ledger, startLedger, temporaryDirectory } from '../ledger.fixture.js'
import { Deliveries, plainClient } from './deliveries.fixture.js'
import { tellFigure } from './figure.fixture.js'
import { SIZES, TORTURE_TIMEOUT_MS } from './sizes.fixture.js'

const ROWS = 3_000
const TAKEN_OVER_WITHIN_MS = 15_000
const SWEPT_WITHIN_MS = 60_000
const DIES_WITHIN_MS = 30_000

const PRELOAD = fileURLToPath(new URL('./crash-at.mjs', import.meta.url))

/** A step of an export, or of its deletion; `crash-at.mjs` explains it. */
interface CrashPoint {
  readonly name: string
  readonly at: { readonly call: string; readonly name: string; readonly when: 'before' | 'after' | 'committed' }
  /** What has to be done for the server to come there. @default an export is asked for */
  readonly on?: 'deletion'
}

const PARTIAL = '^\\.partial-.*\\.csv$'
const PARTIAL_MANIFEST = '^\\.partial-.*\\.manifest$'
const MANIFEST = '^\\.manifest-'
const FILE = '^[0-9a-f-]+-\\d+\\.csv$'
const ENDED = 'UPDATE export_task SET status = \\$status, document'

const POINTS: readonly CrashPoint[] = [
  {
    name: 'the task is stored, and not answered',
    at: { call: 'sql', name: 'INSERT INTO export_task', when: 'committed' },
  },
  { name: 'the claim is written', at: { call: 'sql', name: 'UPDATE export_task SET attempt', when: 'after' } },
  { name: 'the claim is stored', at: { call: 'sql', name: 'UPDATE export_task SET attempt', when: 'committed' } },
  { name: 'the partial file is made', at: { call: 'open', name: PARTIAL, when: 'after' } },
  { name: 'the first bytes are written', at: { call: 'write', name: PARTIAL, when: 'after' } },
  { name: 'the bytes are written, not synced', at: { call: 'sync', name: PARTIAL, when: 'before' } },
  { name: 'the bytes are synced', at: { call: 'sync', name: PARTIAL, when: 'after' } },
  { name: 'the manifest is written, not synced', at: { call: 'writeFile', name: PARTIAL_MANIFEST, when: 'after' } },
  { name: 'the manifest is synced', at: { call: 'sync', name: PARTIAL_MANIFEST, when: 'after' } },
  { name: 'the manifest is named', at: { call: 'rename', name: MANIFEST, when: 'after' } },
  { name: 'the file is about to be named', at: { call: 'rename', name: FILE, when: 'before' } },
  { name: 'the file is named', at: { call: 'rename', name: FILE, when: 'after' } },
  { name: 'the names are synced', at: { call: 'sql', name: ENDED, when: 'before' } },
  { name: 'the end is written', at: { call: 'sql', name: ENDED, when: 'after' } },
  { name: 'the end is stored', at: { call: 'sql', name: ENDED, when: 'committed' } },
  { name: 'the task is removed, its file is not', at: { call: 'unlink', name: FILE, when: 'before' }, on: 'deletion' },
  {
    name: 'the file is removed, its manifest is not',
    at: { call: 'unlink', name: FILE, when: 'after' },
    on: 'deletion',
  },
]

describe('a server killed', { timeout: TORTURE_TIMEOUT_MS }, () => {
  let directory: Awaited<ReturnType<typeof temporaryDirectory>>
  let original: string
  let crashes = 0
  let slowestMs = 0

  beforeAll(async () => {
    directory = await temporaryDirectory()
    original = join(directory.path, 'original')
    const ledger = await startLedger(original)
    await new Deliveries().send(plainClient(ledger), ROWS)
    await ledger.end('SIGTERM')
  })
  afterAll(async () => {
    tellFigure(
      `crash points: ${POINTS.length}, ${crashes} crashes; nothing partial shown, every task ended at most ${slowestMs} ms after the restart, leftovers gone`,
    )
    await directory[Symbol.asyncDispose]()
  })

  const rounds = Array.from({ length: SIZES.crashRounds }, () => POINTS).flat()
  it.each(rounds)(
    'when $name leaves nothing partial, and another one ends the task (promise 14)',
    async ({ at, on }) => {
      const data = join(directory.path, `data-${crashes}`)
      await cp(original, data, { recursive: true })
      const doomed = await startLedger(data, { NODE_OPTIONS: `--import ${PRELOAD}`, CRASH_AT: JSON.stringify(at) })
      await provoke(doomed, on)
      crashes += 1
      await expectOnlyWhole(join(data, 'exports'))

      const restartedAt = performance.now()
      const ledger = await startLedger(data)
      const tasks = await whenEnded(ledger)
      expect(tasks.map(({ status }) => status)).toEqual(on === 'deletion' ? [] : ['SUCCESS'])
      slowestMs = Math.max(slowestMs, Math.round(performance.now() - restartedAt))
      expect(performance.now() - restartedAt).toBeLessThan(TAKEN_OVER_WITHIN_MS)
      for (const { task_id } of tasks) {
        const task = await ledger.client.showExportTask(task_id)
        expect(task.row_count).toBe(ROWS)
        expect(await digestOf(ledger, task_id)).toBe(task.sha256)
      }
      await expectSwept(data, 2 * tasks.length, restartedAt)
      await ledger.end('SIGKILL')
      await rm(data, { recursive: true })
    },
  )
})

/** Brings the server to the step at which it dies, and waits for that. */
async function provoke(ledger: Ledger, on: CrashPoint['on']): Promise<void> {
  const client = plainClient(ledger)
  // The answer may never come.
  const asked = await client.exportUserConnection({ format: 'csv' }).catch(() => undefined)
  if (on === 'deletion' && asked !== undefined) {
    while ((await client.showExportTask(asked.task_id)).status === 'CREATING') await pause(20)
    await client.deleteExportTasks([asked.task_id]).catch(() => undefined)
  }
  const isDead = await Promise.race([ledger.ended.then(() => true), pause(DIES_WITHIN_MS, false)])
  if (!isDead) await ledger.end('SIGKILL')
  expect(isDead, 'the server came to the step').toBe(true)
}

/** Whatever has a final name is what its manifest says. */
async function expectOnlyWhole(exports: string): Promise<void> {
  for (const name of (await readdir(exports)).filter((one) => !one.startsWith('.'))) {
    const { payload } = JSON.parse(await readFile(join(exports, `.manifest-${name}`), 'utf8'))
    const manifest = Buffer.from(payload, 'base64').toString()
    expect(manifest).toContain(
      createHash('sha256')
        .update(await readFile(join(exports, name)))
        .digest('hex'),
    )
  }
}

async function whenEnded(ledger: Ledger): Promise<readonly { readonly task_id: string; readonly status: string }[]> {
  const deadline = performance.now() + TAKEN_OVER_WITHIN_MS
  for (;;) {
    const { export_tasks: tasks } = await ledger.client.listExportTasks({})
    if (tasks.every(({ status }) => status !== 'CREATING') || performance.now() > deadline) return tasks
    await pause(20)
  }
}

/** Only whole files, each with its manifest, and the mark of the directory are left. */
async function expectSwept(data: string, count: number, since: number): Promise<void> {
  const names = async (): Promise<string[]> => {
    const all = await readdir(join(data, 'exports'))
    return all.filter((name) => name !== '.deskledger-export-files')
  }
  while ((await names()).length !== count && performance.now() - since < SWEPT_WITHIN_MS) await pause(100)
  expect((await names()).filter((name) => name.startsWith('.partial-'))).toEqual([])
  expect(await names()).toHaveLength(count)
}

async function digestOf(ledger: Ledger, taskId: string): Promise<string> {
  const { body } = await ledger.client.downloadExportFile(taskId)
  const bytes = await new Response(body).arrayBuffer()
  return createHash('sha256').update(new Uint8Array(bytes)).digest('hex')
}

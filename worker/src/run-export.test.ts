import { StorageFullError } from '@deskledger/domain'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ExportStopped, type StopReason } from './export-stopped.js'
import { aTask, partsWith, START, sha256Of, textOf } from './in-memory-ports.fixture.js'
import type { ExportOutcome } from './run-export.js'
import { SETTINGS, TEXT, Workbench } from './workbench.fixture.js'

const NONE = { cutCells: 0, replacedCharacters: 0, guardedCells: 0 }

describe('working an export off', () => {
  let bench: Workbench
  beforeEach(async () => {
    bench = await Workbench.open()
  })
  afterEach(() => bench.close())

  it('leaves the whole file, and a task that tells its rows, bytes and digest', async () => {
    expect(await bench.run()).toBe('succeeded')
    expect(await textOf(await bench.files.open('task-1.csv'))).toBe(TEXT)
    expect(bench.task()).toEqual({
      ...aTask(),
      status: 'SUCCESS',
      file: { key: 'task-1.csv', rowCount: 3, byteCount: TEXT.length, sha256: sha256Of(TEXT), alterations: NONE },
      progress: { rowsWritten: 3, rowsExpected: 3 },
      endedAt: START,
      expiresAt: new Date('2025-03-08T09:00:00.000Z'),
    })
  })

  it('seals a manifest that tells the same', async () => {
    await bench.run({ sealManifest: (manifest) => JSON.stringify({ manifest, signature: 'by test' }) })
    expect(JSON.parse((await bench.files.manifest('task-1.csv')) ?? '')).toEqual({
      manifest: expect.objectContaining({
        task_id: 'task',
        row_count: 3,
        byte_count: TEXT.length,
        sha256: sha256Of(TEXT),
        cut_off: { sequence: 7, time: START.toISOString() },
        end_time: START.toISOString(),
      }),
      signature: 'by test',
    })
  })

  it('counts in the manifest what was altered', async () => {
    const { records } = partsWith(bench.files, ['one', 'two'])
    records.alterations = { cutCells: 1, replacedCharacters: 20, guardedCells: 300 }
    await bench.run({ records })
    expect(JSON.parse((await bench.files.manifest('task-1.csv')) ?? '').alterations).toEqual({
      cut_cells: 2,
      replaced_characters: 40,
      guarded_cells: 600,
    })
  })

  it('succeeds without any row', async () => {
    const { records } = partsWith(bench.files, [])
    expect(await bench.run({ records })).toBe('succeeded')
    expect(bench.task().file).toMatchObject({ rowCount: 0, byteCount: 'rows:\n'.length })
  })

  it('releases the cut-off when the task has ended', async () => {
    await bench.run()
    expect(bench.parts.records.released).toEqual([aTask().cutOff])
  })

  it('stays a success when the cut-off cannot be released', async () => {
    bench.parts.records.release = () => Promise.reject(new Error('engine gone'))
    expect(await bench.run()).toBe('succeeded')
    expect(bench.task().status).toBe('SUCCESS')
  })

  describe('when it cannot succeed', () => {
    it('fails at once on a full disk, with a reason to act on, and leaves no file', async () => {
      const files = bench.filesWith(() => ({ write: () => Promise.reject(new StorageFullError()) }))
      expect(await bench.run({ files })).toBe('failed')
      expect(bench.task()).toMatchObject({
        status: 'FAIL',
        failure: { code: 'WKS.00211401', reason: expect.stringMatching(/disk .* is full; free some space/) },
        endedAt: START,
      })
      expect(bench.parts.records.released).toHaveLength(1)
      expect(await bench.names()).toEqual([])
    })

    it.each([2, 4])('fails rather than publish 3 rows where %i are expected', async (expected) => {
      bench.parts.records.expected = expected
      expect(await bench.run()).toBe('failed')
      expect(bench.task().failure?.reason).toContain(`3 rows where the ledger has ${expected}`)
      expect(bench.task().progress).toEqual({ rowsWritten: 3, rowsExpected: expected })
      expect(await bench.names()).toEqual([])
    })

    it('is tried again after growing pauses, five times, and then fails without telling internals', async () => {
      bench.parts.records.beforeRow = () => Promise.reject(new Error('SELECT secret FROM /var/lib/ledger.duckdb'))
      for (const pauseMs of [1_000, 2_000, 4_000, 8_000]) {
        expect(await bench.run()).toBe('retried-later')
        expect(bench.task().status).toBe('CREATING')
        bench.parts.pass(pauseMs - 1)
        expect(await bench.parts.tasks.claim('worker', bench.parts.clock(), SETTINGS.leaseMs)).toBeUndefined()
        bench.parts.pass(1)
      }
      expect(bench.parts.records.released).toEqual([])
      expect(await bench.run()).toBe('failed')
      expect(bench.task()).toMatchObject({ status: 'FAIL', failure: { code: 'WKS.00211401' } })
      expect(bench.task().failure?.reason).toMatch(/could not be finished in 5 attempts/)
      expect(bench.task().failure?.reason).not.toMatch(/SELECT|secret|\//)
      expect(bench.parts.logged.filter(([level]) => level === 'error')).toHaveLength(5)
      expect(await bench.names()).toEqual([])
    })

    it('succeeds on a later try when the fault passes', async () => {
      bench.parts.records.beforeRow = () => Promise.reject(new Error('engine restarts'))
      await bench.run()
      bench.parts.records.beforeRow = async () => undefined
      bench.parts.pass(1_000)
      expect(await bench.run()).toBe('succeeded')
      expect(bench.task().file?.key).toBe('task-2.csv')
      expect(await bench.names()).toEqual(['.manifest-task-2.csv', 'task-2.csv'])
    })

    it('fails unseen when its process ended at every claim', async () => {
      for (let lost = 0; lost < SETTINGS.maxClaims; lost += 1) {
        await bench.claimed()
        bench.parts.pass(SETTINGS.leaseMs)
      }
      expect(await bench.run()).toBe('failed')
      expect(bench.task().failure?.reason).toMatch(/could not be finished in 20 attempts/)
    })

    it('keeps the file when the store does not say whether the end is stored', async () => {
      const { finish } = bench.parts.tasks
      bench.parts.tasks.finish = async (...end) => {
        await finish.apply(bench.parts.tasks, end)
        throw new Error('connection lost')
      }
      expect(await bench.run()).toBe('uncertain')
      expect(bench.task().status).toBe('SUCCESS')
      expect(await textOf(await bench.files.open('task-1.csv'))).toBe(TEXT)
    })
  })

  describe('when it is stopped', () => {
    async function stoppedInTheMiddle(reason: StopReason): Promise<ExportOutcome> {
      const stopper = new AbortController()
      bench.parts.records.beforeRow = async (index) => {
        if (index === 1) stopper.abort(new ExportStopped(reason))
      }
      return bench.run({}, stopper)
    }

    it('gives the task back and leaves nothing', async () => {
      expect(await stoppedInTheMiddle('worker-stops')).toBe('given-back')
      expect(await bench.names()).toEqual([])
      expect(bench.parts.records.released).toEqual([])
      expect(await bench.claimed()).toMatchObject({ attempt: 2 })
    })

    it('leaves nothing of a task that was removed', async () => {
      expect(await stoppedInTheMiddle('claim-lost')).toBe('claim-lost')
      expect(await bench.names()).toEqual([])
      expect(bench.parts.records.released).toEqual([])
    })

    it.each([0, 3])('does not take rows that end early for a file, with %i expected', async (expected) => {
      const stopper = new AbortController()
      bench.parts.records.expected = expected
      bench.parts.records.render = async function* () {
        yield* []
        stopper.abort(new ExportStopped('worker-stops'))
      }
      expect(await bench.run({}, stopper)).toBe('given-back')
      expect(bench.task().status).toBe('CREATING')
    })
  })
})

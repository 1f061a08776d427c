import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { aGate, START, type TestParts, textOf } from './in-memory-ports.fixture.js'
import type { ExportOutcome } from './run-export.js'
import { SETTINGS, TEXT, Workbench } from './workbench.fixture.js'

describe('the claim on an export', () => {
  let bench: Workbench
  beforeEach(async () => {
    bench = await Workbench.open()
  })
  afterEach(() => bench.close())

  describe('its lease', () => {
    it('is renewed in time, with the progress', async () => {
      const gate = aGate()
      const reached = aGate()
      bench.parts.records.beforeRow = async (index) => {
        if (index !== 2) return
        reached.open()
        await gate.passed
      }
      const running = bench.run()
      await reached.passed
      bench.parts.pass(3_334)
      await vi.advanceTimersByTimeAsync(3_334)
      expect(bench.task().progress).toEqual({ rowsWritten: 2, rowsExpected: 3 })
      expect(bench.parts.tasks.claims.get('task')?.until).toEqual(new Date(START.getTime() + 13_334))
      gate.open()
      expect(await running).toBe('succeeded')
    })

    it('stops the work when it is lost, at the next renewal', async () => {
      const reached = aGate()
      bench.parts.records.beforeRow = async (_index, signal) => {
        reached.open()
        await new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))
      }
      const running = bench.run()
      await reached.passed
      await bench.parts.tasks.remove({ projectId: 'project' }, ['task'])
      await vi.advanceTimersByTimeAsync(3_334)
      expect(await running).toBe('claim-lost')
      expect(await bench.names()).toEqual([])
    })

    it('stops the work when it runs out while a renewal hangs', async () => {
      const hung = aGate()
      bench.parts.tasks.renew = () => hung.passed.then(() => undefined)
      const reached = aGate()
      bench.parts.records.beforeRow = async (_index, signal) => {
        reached.open()
        await new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))
      }
      const running = bench.run()
      await reached.passed
      await vi.advanceTimersByTimeAsync(3_334)
      bench.parts.pass(10_000)
      expect(await bench.names()).not.toEqual([])
      await vi.advanceTimersByTimeAsync(3_334)
      await vi.waitUntil(async () => (await bench.names()).length === 0)
      hung.open()
      expect(await running).toBe('claim-lost')
    })

    it('survives a store that cannot be reached for a while', async () => {
      const { renew } = bench.parts.tasks
      bench.parts.tasks.renew = () => Promise.reject(new Error('store away'))
      const reached = aGate()
      const gate = aGate()
      bench.parts.records.beforeRow = async (index) => {
        if (index !== 1) return
        reached.open()
        await gate.passed
      }
      const running = bench.run()
      await reached.passed
      bench.parts.pass(6_700)
      await vi.advanceTimersByTimeAsync(6_700)
      bench.parts.tasks.renew = (...renewal) => renew.apply(bench.parts.tasks, renewal)
      gate.open()
      expect(await running).toBe('succeeded')
    })

    it('is not trusted when it ran out while the store could not be reached: nothing is published', async () => {
      bench.parts.tasks.renew = () => Promise.reject(new Error('store away'))
      bench.parts.records.beforeRow = async (index) => {
        if (index === 2) bench.parts.pass(10_000)
      }
      const publish = vi.fn()
      expect(await bench.run({ files: bench.filesWith(() => ({ publish })) })).toBe('claim-lost')
      expect(publish).not.toHaveBeenCalled()
      expect(await bench.names()).toEqual([])
    })
  })

  describe('in a race of two workers, one of them paused beyond its lease', () => {
    /** The first worker pauses until the second has finished; no timer of it runs meanwhile. */
    async function race(
      pausing: Partial<TestParts>,
      reached: Promise<void>,
      goOn: () => void,
    ): Promise<ExportOutcome[]> {
      const paused = bench.run(pausing)
      await reached
      bench.parts.pass(SETTINGS.leaseMs)
      const second = await bench.run()
      goOn()
      return [await paused, second]
    }

    async function expectOnlyTheSecond(outcomes: ExportOutcome[]): Promise<void> {
      expect(outcomes).toEqual(['claim-lost', 'succeeded'])
      expect(bench.task()).toMatchObject({ status: 'SUCCESS', file: { key: 'task-2.csv' } })
      expect(await textOf(await bench.files.open('task-2.csv'))).toBe(TEXT)
      expect(await bench.names()).toEqual(['.manifest-task-2.csv', 'task-2.csv'])
      expect(bench.parts.records.released).toHaveLength(1)
    }

    it('only the second publishes, when the first paused while it wrote', async () => {
      const [reached, gate] = [aGate(), aGate()]
      const publish = vi.fn()
      const pausing = {
        records: Object.assign(Object.create(bench.parts.records), {
          beforeRow: async (index: number) => {
            if (index !== 1) return
            reached.open()
            await gate.passed
          },
        }),
        files: bench.filesWith(() => ({ publish })),
      }
      await expectOnlyTheSecond(await race(pausing, reached.passed, gate.open))
      expect(publish).not.toHaveBeenCalled()
    })

    it('only the file of the second stays, when the first paused while it published', async () => {
      const [reached, gate] = [aGate(), aGate()]
      const files = bench.filesWith((pending) => ({
        publish: async (manifest) => {
          reached.open()
          await gate.passed
          await pending.publish(manifest)
        },
      }))
      await expectOnlyTheSecond(await race({ files }, reached.passed, gate.open))
    })
  })
})

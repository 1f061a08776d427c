import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openFileStore } from '@deskledger/engine-filesystem'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ExportWorker, type GivenWorkerSettings } from './export-worker.js'
import { aGate, aTask, type Gate, partsWith, START, type TestParts } from './in-memory-ports.fixture.js'

describe('an export worker', () => {
  let directory: string
  let parts: TestParts
  let worker: ExportWorker | undefined
  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    directory = await mkdtemp(join(tmpdir(), 'deskledger-worker-'))
    parts = partsWith(await openFileStore(directory))
  })
  afterEach(async () => {
    await worker?.stop({ mode: 'abort' })
    expect(vi.getTimerCount()).toBe(0)
    vi.useRealTimers()
    await rm(directory, { recursive: true })
  })

  function started(settings?: Partial<GivenWorkerSettings>): ExportWorker {
    worker = new ExportWorker(parts, { workerId: 'worker', ...settings })
    worker.start()
    return worker
  }

  /** Each export stops before its second row until the gate opens or it is aborted; `waiting` tells how many do. */
  function pauseExports(): { readonly gate: Gate; readonly waiting: () => number } {
    const gate = aGate()
    let count = 0
    parts.records.beforeRow = async (index, signal) => {
      if (index !== 1) return
      count += 1
      const aborted = new Promise<void>((_resolve, reject) =>
        signal?.addEventListener('abort', () => reject(signal.reason)),
      )
      await Promise.race([gate.passed, aborted])
    }
    return { gate, waiting: () => count }
  }

  /** Waits on promises and files only: timers stand still unless a test moves them. */
  async function until(isSo: () => boolean | undefined): Promise<void> {
    const deadline = performance.now() + 10_000
    while (performance.now() < deadline) {
      if (isSo()) return
      await new Promise(setImmediate)
    }
    throw new Error('This did not come about.')
  }

  const statusOf = (taskId: string): string | undefined => parts.tasks.tasks.get(taskId)?.status
  const isLeased = (taskId: string): boolean => parts.tasks.claims.has(taskId)

  async function fileNames(): Promise<string[]> {
    return (await readdir(directory)).filter((name) => !name.startsWith('.') || name.startsWith('.partial')).sort()
  }

  it('works off what is there when it starts', async () => {
    await parts.tasks.add(aTask('first'))
    await parts.tasks.add(aTask('second'))
    started()
    await until(() => statusOf('first') === 'SUCCESS' && statusOf('second') === 'SUCCESS')
    expect(await fileNames()).toEqual(['first-1.csv', 'second-1.csv'])
  })

  it('finds a task at its next look, without being woken', async () => {
    const claim = vi.spyOn(parts.tasks, 'claim')
    started({ pollMs: 500 })
    await until(() => claim.mock.calls.length === 1)
    await parts.tasks.add(aTask())
    await vi.advanceTimersByTimeAsync(499)
    expect(statusOf('task')).toBe('CREATING')
    await vi.advanceTimersByTimeAsync(1)
    await until(() => statusOf('task') === 'SUCCESS')
  })

  it('works a task off at once when woken', async () => {
    started().wake()
    await parts.tasks.add(aTask())
    worker?.wake()
    await until(() => statusOf('task') === 'SUCCESS')
  })

  it.each([0, 1, 2, 3, 4, 5, 6])('is not deaf at the end of a look (%i steps after the answer)', async (steps) => {
    const answered = aGate()
    vi.spyOn(parts.tasks, 'claim').mockImplementationOnce(async () => {
      answered.open()
      return undefined
    })
    const waking = answered.passed.then(async () => {
      for (let step = 0; step < steps; step += 1) await undefined
      parts.tasks.tasks.set('task', aTask())
      worker?.wake()
    })
    started()
    await waking
    await until(() => statusOf('task') === 'SUCCESS')
  })

  it.each([1, 2])('works %i exports off at a time when told so', async (concurrency) => {
    for (const taskId of ['a', 'b', 'c']) await parts.tasks.add(aTask(taskId))
    const { gate, waiting } = pauseExports()
    started({ concurrency })
    await until(() => waiting() === concurrency)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(['a', 'b', 'c'].filter(isLeased)).toEqual(['a', 'b', 'c'].slice(0, concurrency))
    gate.open()
    await until(() => ['a', 'b', 'c'].every((taskId) => statusOf(taskId) === 'SUCCESS'))
  })

  it('goes on when the store cannot be asked for a while', async () => {
    await parts.tasks.add(aTask())
    const claim = vi.spyOn(parts.tasks, 'claim').mockRejectedValueOnce(new Error('store away'))
    started()
    await until(() => claim.mock.calls.length === 1 && parts.logged.length === 1)
    expect(parts.logged[0]?.[1]).toBe('export tasks not claimed; trying again')
    await vi.advanceTimersByTimeAsync(1_000)
    await until(() => statusOf('task') === 'SUCCESS')
  })

  it('stops the export of a removed task without waiting for a renewal, and takes the next', async () => {
    await parts.tasks.add(aTask('removed'))
    const { gate, waiting } = pauseExports()
    started()
    await until(() => waiting() === 1)
    await parts.tasks.remove({ projectId: 'project' }, ['removed'])
    await parts.tasks.add(aTask('next'))
    worker?.cancel('removed')
    worker?.cancel('unknown')
    gate.open()
    await until(() => statusOf('next') === 'SUCCESS')
    expect(await fileNames()).toEqual(['next-1.csv'])
  })

  it('drains: finishes what it has, takes no more', async () => {
    await parts.tasks.add(aTask('running'))
    await parts.tasks.add(aTask('waiting'))
    const { gate, waiting } = pauseExports()
    const stopped = vi.fn()
    const stopping = started()
    await until(() => waiting() === 1)
    const draining = stopping.stop({ mode: 'drain' }).then(stopped)
    await new Promise(setImmediate)
    expect(stopped).not.toHaveBeenCalled()
    gate.open()
    await draining
    expect(statusOf('running')).toBe('SUCCESS')
    expect(statusOf('waiting')).toBe('CREATING')
    expect(isLeased('waiting')).toBe(false)
  })

  it('aborts: gives the task back, to be claimed at once, and leaves nothing', async () => {
    await parts.tasks.add(aTask())
    const { waiting } = pauseExports()
    const stopping = started()
    await until(() => waiting() === 1)
    await stopping.stop({ mode: 'abort' })
    expect(await fileNames()).toEqual([])
    expect(await parts.tasks.claim('another', START, 10_000)).toMatchObject({ attempt: 2 })
  })

  it('ends a drain early when it is told to abort', async () => {
    await parts.tasks.add(aTask())
    const { waiting } = pauseExports()
    const stopping = started()
    await until(() => waiting() === 1)
    const draining = stopping.stop({ mode: 'drain' })
    await stopping.stop({ mode: 'abort' })
    await draining
    expect(statusOf('task')).toBe('CREATING')
    expect(isLeased('task')).toBe(false)
  })

  it.each(['drain', 'abort'] as const)('gives back a task that it got after %s began', async (mode) => {
    await parts.tasks.add(aTask())
    const [asked, answer] = [aGate(), aGate()]
    const claim = parts.tasks.claim.bind(parts.tasks)
    vi.spyOn(parts.tasks, 'claim').mockImplementation(async (...claiming) => {
      asked.open()
      await answer.passed
      return claim(...claiming)
    })
    const stopping = started()
    await asked.passed
    const stopped = stopping.stop({ mode })
    answer.open()
    await stopped
    expect(statusOf('task')).toBe('CREATING')
    expect(isLeased('task')).toBe(false)
  })

  it('takes nothing once it is stopped, even when woken, and starts again', async () => {
    const stopping = started()
    await stopping.stop({ mode: 'drain' })
    await parts.tasks.add(aTask())
    stopping.wake()
    await vi.advanceTimersByTimeAsync(5_000)
    expect(statusOf('task')).toBe('CREATING')
    stopping.start()
    await until(() => statusOf('task') === 'SUCCESS')
  })
})

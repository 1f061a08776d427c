import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ExportFileStore, type ExportTask, fail, succeed } from '@deskledger/domain'
import { openFileStore } from '@deskledger/engine-filesystem'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { DEFAULT_EXPORT_SETTINGS } from './export-parts.js'
import { aGate, aTask, partsWith, START, type TestParts, textOf } from './in-memory-ports.fixture.js'
import { lookAfterFiles } from './look-after-files.js'
import { expireFiles, sweepFiles } from './retention.js'
import { runExport } from './run-export.js'

const HOUR_MS = 3_600_000
const SETTINGS = { ...DEFAULT_EXPORT_SETTINGS, workerId: 'worker', retentionMs: HOUR_MS }

describe('export files past their time', () => {
  let directory: string
  let files: ExportFileStore
  let parts: TestParts
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'deskledger-retention-'))
    files = await openFileStore(directory)
    parts = partsWith(files)
  })
  afterEach(() => rm(directory, { recursive: true }))

  async function finishedTask(taskId: string): Promise<ExportTask> {
    const key = `${taskId}-1.csv`
    const pending = await files.create(key)
    await pending.write(Buffer.from(taskId))
    await pending.publish('manifest')
    const task = succeed(aTask(taskId), { key, rowCount: 1, byteCount: 4, sha256: '' }, START, HOUR_MS)
    await parts.tasks.add(task)
    return task
  }

  /** What a person would see in the directory. */
  async function fileNames(): Promise<string[]> {
    return (await readdir(directory)).filter((name) => !name.startsWith('.')).sort()
  }

  const statusOf = (taskId: string): string | undefined => parts.tasks.tasks.get(taskId)?.status

  it.each([
    [HOUR_MS - 1, 'SUCCESS', ['old-1.csv']],
    [HOUR_MS, 'EXPIRED', []],
  ])('after %i ms a task of one hour is %s', async (passedMs, status, names) => {
    await finishedTask('old')
    parts.pass(passedMs)
    expect(await expireFiles(parts)).toBe(names.length === 0 ? 1 : 0)
    expect(statusOf('old')).toBe(status)
    expect(await fileNames()).toEqual(names)
  })

  it('are gone before their task says so; a crash in between is made good by the next run', async () => {
    await finishedTask('old')
    parts.pass(HOUR_MS)
    const markExpired = vi.spyOn(parts.tasks, 'markExpired').mockRejectedValueOnce(new Error('killed'))
    expect(await expireFiles(parts)).toBe(0)
    expect(await fileNames()).toEqual([])
    expect(statusOf('old')).toBe('SUCCESS')
    expect(await expireFiles(parts)).toBe(1)
    expect(statusOf('old')).toBe('EXPIRED')
    expect(markExpired).toHaveBeenCalledTimes(2)
  })

  it('stay with a task that says SUCCESS when they cannot be removed, and do not keep the others', async () => {
    await finishedTask('stuck')
    await finishedTask('old')
    parts.pass(HOUR_MS)
    const { remove } = files
    files.remove = (key) => (key === 'stuck-1.csv' ? Promise.reject(new Error('EIO')) : remove.call(files, key))
    expect(await expireFiles(parts)).toBe(1)
    expect([statusOf('stuck'), statusOf('old')]).toEqual(['SUCCESS', 'EXPIRED'])
    expect(parts.logged).toEqual([['error', expect.any(String), expect.objectContaining({ taskId: 'stuck' })]])
  })

  it('are not swept while a task refers to them; what none refers to is', async () => {
    await finishedTask('kept')
    const pending = await files.create('orphan-1.csv')
    await pending.publish('manifest')
    await parts.tasks.add(fail(aTask('failed'), { code: 'WKS.00211401', reason: 'test' }, START))
    await writeFile(join(directory, '.partial-killed'), 'half')
    expect(await sweepFiles(parts)).toBe(2)
    expect(await readdir(directory)).toEqual(['.deskledger-export-files', '.manifest-kept-1.csv', 'kept-1.csv'])
  })

  it.each(['before', 'after'] as const)('are not swept %s the end of their task is stored', async (when) => {
    await parts.tasks.add(aTask())
    const claim = await parts.tasks.claim('worker', START, SETTINGS.leaseMs)
    if (claim === undefined) throw new Error('There is nothing to claim.')
    const [published, finish] = [aGate(), aGate()]
    const store = parts.tasks.finish.bind(parts.tasks)
    vi.spyOn(parts.tasks, 'finish').mockImplementation(async (...end) => {
      published.open()
      await finish.passed
      return store(...end)
    })
    const running = runExport(claim, parts, SETTINGS, new AbortController())
    await published.passed
    if (when === 'after') {
      // The sweep asks the task store first, then the task ends, then the sweep looks at the files.
      vi.spyOn(parts.tasks, 'fileKeys').mockImplementation(async () => {
        finish.open()
        await running
        return new Set()
      })
    }
    expect(await sweepFiles(parts)).toBe(0)
    finish.open()
    expect(await running).toBe('succeeded')
    expect(await textOf(await files.open('task-1.csv'))).toBe('rows:\none\ntwo\nthree\n')
  })

  describe('are looked after', () => {
    const told = (): unknown[] => parts.logged.map(([level, message]) => [level, message])

    it('at a time: expired and swept', async () => {
      await finishedTask('old')
      await (await files.create('orphan')).publish('manifest')
      parts.pass(HOUR_MS)
      await lookAfterFiles(parts)
      expect(statusOf('old')).toBe('EXPIRED')
      expect(await fileNames()).toEqual([])
      expect(told()).toEqual([
        ['info', 'export files expired'],
        ['info', 'leftover export files removed'],
      ])
    })

    it('without a word where there is nothing to do', async () => {
      await finishedTask('kept')
      await lookAfterFiles(parts)
      expect(await fileNames()).toEqual(['kept-1.csv'])
      expect(told()).toEqual([])
    })

    it('whatever fails: what cannot expire does not keep the sweep, and both failures are told', async () => {
      vi.spyOn(parts.tasks, 'due').mockRejectedValue(new Error('store away'))
      await (await files.create('orphan')).publish('manifest')
      await lookAfterFiles(parts)
      expect(await fileNames()).toEqual([])
      vi.spyOn(files, 'sweep').mockRejectedValue(new Error('EIO'))
      await lookAfterFiles(parts)
      expect(told()).toEqual([
        ['error', 'export files not expired; trying again'],
        ['info', 'leftover export files removed'],
        ['error', 'export files not expired; trying again'],
        ['error', 'export files not swept; trying again'],
      ])
    })
  })
})

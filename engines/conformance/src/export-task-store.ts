import { type ExportTask, type ExportTaskStore, expire, fail, type RecordFilter, succeed } from '@deskledger/domain'
import { beforeEach, describe, expect, it } from 'vitest'

/** An engine under test. */
export interface ExportTaskStoreUnderTest {
  readonly name: string
  open(): Promise<ExportTaskStore>
}

const NOW = new Date('2026-02-01T12:00:00.000Z')
const later = (ms: number): Date => new Date(NOW.getTime() + ms)
const LEASE_MS = 10_000
const WHOLE = { projectId: 'p1' }
const OTHER = { projectId: 'p2' }

function aTask(taskId: string, more: Partial<ExportTask> = {}): ExportTask {
  return {
    taskId,
    fileName: `ConnectionRecords_${taskId}.xlsx`,
    request: {
      query: {
        projectId: 'p1',
        startedFrom: later(-1000),
        userName: 'zoe',
        network: { bytes: [10, 1, 2, 0], prefixLength: 24 },
        e2eRttMs: { min: 1 },
      },
      format: 'xlsx',
      language: 'zh_CN',
      timeZone: 'Asia/Shanghai',
      columns: ['userName', 'startedAt'],
    },
    cutOff: { sequence: 7, at: NOW },
    requestedBy: { userId: 'u1', userName: 'root' },
    status: 'CREATING',
    createdAt: NOW,
    progress: { rowsWritten: 0 },
    isDownloaded: false,
    ...more,
  }
}

/** The suite that every export task store passes. Each test is a sentence of the port. */
export function describeExportTaskStore(engine: ExportTaskStoreUnderTest): void {
  describe(`export task store: ${engine.name}`, () => {
    let store: ExportTaskStore
    beforeEach(async () => {
      store = await engine.open()
    })

    const file = { key: 'k', rowCount: 3, byteCount: 9, sha256: 'ab' }
    const claimed = async (now = NOW) => {
      const claim = await store.claim('w1', now, LEASE_MS)
      if (claim === undefined) throw new Error('there was nothing to claim')
      return claim
    }

    it('gives a task back as it was added, in its own project only', async () => {
      await store.add(aTask('a'), 9)
      expect(await store.find(WHOLE, 'a')).toEqual(aTask('a'))
      expect(await store.find(OTHER, 'a')).toBeUndefined()
    })

    it.each([
      [{}, ['c', 'b', 'a']],
      [{ order: 'ascending' as const }, ['a', 'b', 'c']],
      [{ taskId: 'b' }, ['b']],
      [{ fileName: 'RECORDS_B' }, ['b']],
      [{ fileName: '%' }, []],
      [{ status: 'FAIL' as const }, ['b']],
      [{ isDownloaded: true }, ['c']],
      [{ offset: 1, limit: 1 }, ['b']],
    ])('lists by %o', async (query, expected) => {
      await store.add(aTask('a'), 9)
      await store.add(aTask('b', { createdAt: later(1) }), 9)
      await store.add(aTask('c', { createdAt: later(1) }), 9)
      await store.markDownloaded(WHOLE, 'c')
      await store.remove(WHOLE, ['a'])
      const first = await claimed()
      await store.finish(first, fail(first.task, { code: 'x', reason: 'y' }, NOW))
      await store.add(aTask('a'), 9)
      const page = await store.list(WHOLE, { offset: 0, limit: 10, ...query })
      expect(page.items.map(({ taskId }) => taskId)).toEqual(expected)
    })

    it('counts all matches, whatever the page', async () => {
      for (const id of ['a', 'b', 'c']) await store.add(aTask(id), 9)
      expect((await store.list(WHOLE, { offset: 0, limit: 1 })).totalCount).toBe(3)
      expect((await store.list(OTHER, { offset: 0, limit: 1 })).totalCount).toBe(0)
    })

    it('lets nobody claim a task that is held, over a restart as well', async () => {
      await store.add(aTask('a', { fault: { kind: 'hold-export', seconds: 60 } }), 9)
      await store.add(aTask('b', { createdAt: later(1) }), 9)
      await store.releaseAllLeases()
      expect((await store.claim('w1', later(2), 100_000))?.task.taskId).toBe('b')
      expect(await store.claim('w2', later(59_999), LEASE_MS)).toBeUndefined()
      expect((await store.claim('w2', later(60_000), LEASE_MS))?.task.taskId).toBe('a')
    })

    it('gives the oldest task to one worker at a time', async () => {
      await store.add(aTask('b', { createdAt: later(1) }), 9)
      await store.add(aTask('a'), 9)
      expect((await claimed()).task.taskId).toBe('a')
      expect((await claimed()).task.taskId).toBe('b')
      expect(await store.claim('w2', later(LEASE_MS - 1), LEASE_MS)).toBeUndefined()
    })

    it('gives a task to another when its lease has run out, and fences the first off', async () => {
      await store.add(aTask('a'), 9)
      const slow = await claimed()
      const quick = await store.claim('w2', later(LEASE_MS), LEASE_MS)
      expect(quick?.attempt).toBe(slow.attempt + 1)
      expect(await store.renew(slow, { rowsWritten: 1 }, later(99))).toBeUndefined()
      expect(await store.finish(slow, succeed(slow.task, file, NOW, 1))).toBe(false)
      expect((await store.find(WHOLE, 'a'))?.status).toBe('CREATING')
      expect(quick && (await store.finish(quick, succeed(quick.task, file, NOW, 1)))).toBe(true)
    })

    it('keeps progress with a renewed lease', async () => {
      await store.add(aTask('a'), 9)
      const renewed = await store.renew(await claimed(), { rowsWritten: 5, rowsExpected: 9 }, later(60_000))
      expect(renewed?.task.progress).toEqual({ rowsWritten: 5, rowsExpected: 9 })
      expect((await store.find(WHOLE, 'a'))?.progress).toEqual({ rowsWritten: 5, rowsExpected: 9 })
      expect(await store.claim('w2', later(LEASE_MS + 1), LEASE_MS)).toBeUndefined()
    })

    it('lets a task that is given back be claimed at once', async () => {
      await store.add(aTask('a'), 9)
      await store.giveBack(await claimed())
      expect((await claimed()).attempt).toBe(2)
    })

    it('ends all leases for an owner that starts', async () => {
      await store.add(aTask('a'), 9)
      await claimed()
      await store.releaseAllLeases()
      expect((await claimed()).attempt).toBe(2)
    })

    it('finishes a task once', async () => {
      await store.add(aTask('a'), 9)
      const claim = await claimed()
      const done = succeed(claim.task, file, later(5), 1000)
      expect(await store.finish(claim, done)).toBe(true)
      expect(await store.finish(claim, done)).toBe(false)
      expect(await store.find(WHOLE, 'a')).toEqual(done)
      expect(await store.fileKeys()).toEqual(new Set(['k']))
      expect(await store.unfinished()).toEqual([])
    })

    it('tells which files are past their time, and forgets their keys when they expire', async () => {
      await store.add(aTask('a'), 9)
      const claim = await claimed()
      await store.finish(claim, succeed(claim.task, file, NOW, 1000))
      expect(await store.due(later(999))).toEqual([])
      const [due] = await store.due(later(1000))
      expect(due?.taskId).toBe('a')
      if (due !== undefined) await store.markExpired(due)
      expect(await store.find(WHOLE, 'a')).toEqual(expire(succeed(claim.task, file, NOW, 1000)))
      expect(await store.due(later(1000))).toEqual([])
      expect(await store.fileKeys()).toEqual(new Set())
    })

    it('removes tasks in any state, once, and only in their project', async () => {
      await store.add(aTask('a'), 9)
      const claim = await claimed()
      expect(await store.remove(OTHER, ['a'])).toEqual([])
      expect((await store.remove(WHOLE, ['a', 'unknown'])).map(({ taskId }) => taskId)).toEqual(['a'])
      expect(await store.remove(WHOLE, ['a'])).toEqual([])
      expect(await store.renew(claim, { rowsWritten: 1 }, later(1))).toBeUndefined()
      expect(await store.finish(claim, succeed(claim.task, file, NOW, 1))).toBe(false)
      await store.markDownloaded(WHOLE, 'a')
    })

    describe('for a caller who may see some enterprise projects', () => {
      const ALICE = { projectId: 'p1', enterpriseProjectIds: ['ep-1', '0'] }
      const covering = (asked: readonly string[] | undefined, filter: RecordFilter = {}): ExportTask => {
        const task = aTask('a')
        const query = { ...task.request.query, ...filter, enterpriseProjectIds: asked }
        return { ...task, request: { ...task.request, query } }
      }

      it.each([
        ['all', undefined, {}, false],
        ['one of them', ['ep-1'], {}, true],
        ['the same ones in another order', ['0', 'ep-1'], {}, true],
        ['one of them and another', ['ep-1', 'ep-2'], {}, false],
        ['another', ['ep-2'], {}, false],
        ['one in other case', ['EP-1'], {}, false],
        ['none', [], {}, true],
        ['all, filtered by one of them', undefined, { enterpriseProjectId: 'ep-1' }, true],
        ['all, filtered by another', undefined, { enterpriseProjectId: 'ep-2' }, false],
        ['one of them and another, filtered by the former', ['ep-1', 'ep-2'], { enterpriseProjectId: 'ep-1' }, true],
      ])('a task that covers %s is there: %3$s', async (_what, asked, filter, isThere) => {
        await store.add(covering(asked, filter), 9)
        await store.markDownloaded(ALICE, 'a')
        expect((await store.find(WHOLE, 'a'))?.isDownloaded).toBe(isThere)
        expect(await store.find(ALICE, 'a')).toEqual(isThere ? await store.find(WHOLE, 'a') : undefined)
        const page = await store.list(ALICE, { offset: 0, limit: 10 })
        expect([page.totalCount, page.items.length]).toEqual(isThere ? [1, 1] : [0, 0])
        expect(await store.remove(ALICE, ['a'])).toHaveLength(isThere ? 1 : 0)
        expect((await store.find(WHOLE, 'a')) === undefined).toBe(isThere)
      })

      it('stays hidden or there when it is finished', async () => {
        await store.add(covering(['ep-2']), 9)
        const claim = await claimed()
        await store.finish(claim, succeed(claim.task, file, NOW, 1000))
        expect(await store.find(ALICE, 'a')).toBeUndefined()
        expect(await store.find({ ...ALICE, enterpriseProjectIds: ['ep-2'] }, 'a')).toBeDefined()
      })

      it('no task is there for who may see none, but one that covers none', async () => {
        await store.add(covering(['ep-1']), 9)
        expect(await store.find({ ...ALICE, enterpriseProjectIds: [] }, 'a')).toBeUndefined()
      })

      it.each(['a"b', "a'b", 'a,b', '[]', '张三', '\\'])('an id may be %s', async (id) => {
        await store.add(covering([id]), 9)
        expect(await store.find({ ...ALICE, enterpriseProjectIds: [id] }, 'a')).toBeDefined()
        expect(await store.find(ALICE, 'a')).toBeUndefined()
      })
    })

    it('takes no more unfinished tasks of a project than it may have, however many come at once', async () => {
      const added = await Promise.all(['a', 'b', 'c', 'd'].map((id) => store.add(aTask(id), 2)))
      expect(added).toEqual([true, true, false, false])
      const claim = await claimed()
      await store.finish(claim, fail(claim.task, { code: 'x', reason: 'y' }, NOW))
      expect((await store.unfinished()).map(({ taskId }) => taskId)).toEqual(['b'])
      expect(await store.add(aTask('e'), 2)).toBe(true)
    })

    it('takes no more unfinished tasks of a user in a project than one may have', async () => {
      const of = (userId: string, taskId: string, projectId = 'p1') => {
        const { request } = aTask(taskId)
        const query = { ...request.query, projectId }
        return aTask(taskId, { request: { ...request, query }, requestedBy: { userId, userName: 'n' } })
      }
      const added: boolean[] = []
      for (const task of [of('u1', 'a'), of('u1', 'b'), of('u2', 'c'), of('u1', 'd', 'p2')]) {
        added.push(await store.add(task, 3, 1))
      }
      expect(added).toEqual([true, false, true, true])
      const claim = await claimed()
      await store.finish(claim, fail(claim.task, { code: 'x', reason: 'y' }, NOW))
      expect(await store.add(of('u1', 'b'), 3, 1)).toBe(true)
    })
  })
}

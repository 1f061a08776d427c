import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type ExportTask, systemClock } from '@deskledger/domain'
import { FILE_FORMATS } from '@deskledger/formats'
import { type ExportParts, ExportWorker, FilesInUse, lookAfterFiles } from '@deskledger/worker'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tellFigure } from './figure.fixture.js'
import { addTask, openStores, PROJECT_ID, type Stores } from './open-stores.fixture.js'
import { type PausePoint, pausedAt } from './paused-parts.fixture.js'
import { SIZES, TORTURE_TIMEOUT_MS } from './sizes.fixture.js'

const ROWS = 2_000
const LEASE_MS = 300
const POINTS: readonly PausePoint[] = ['claim', 'count', 'create', 'write', 'renew', 'publish', 'finish']

/** What two workers made of one task. */
interface Outcome {
  readonly ends: number
  readonly task: ExportTask | undefined
  /** Names that a download could serve. */
  readonly published: readonly string[]
  readonly isWhole: boolean
}

describe('two workers and one task', { timeout: TORTURE_TIMEOUT_MS }, () => {
  let stores: Stores
  let races = 0
  beforeAll(async () => {
    stores = await openStores()
    const start = Date.now() - 3_600_000
    await stores.take(
      Array.from({ length: ROWS }, (_, place) => ({
        transaction_id: `t${place}`,
        connection_start_time: new Date(start + place).toISOString(),
        user_name: `user-${place % 10}`,
      })),
    )
  })
  afterAll(async () => {
    tellFigure(`races: ${races}, one worker paused beyond its lease; one publication each, nothing stale`)
    await stores[Symbol.asyncDispose]()
  })

  const rounds = Array.from({ length: SIZES.races }, (_, race) => ({
    race,
    at: POINTS[race % POINTS.length] ?? 'write',
  }))
  it.each(rounds)(
    'race $race: the one paused at $at beyond its lease publishes nothing (promise 15)',
    async ({ at, race }) => {
      races += 1
      const { ends, task, published, isWhole } = await raced(stores, `task-${race}`, at)
      expect(ends).toBe(1)
      expect(task).toMatchObject({ status: 'SUCCESS', file: { rowCount: ROWS } })
      expect(published).toEqual([task?.file?.key])
      expect(isWhole).toBe(true)
    },
  )

  it('end it twice when the fence is off: the control', async () => {
    const { database, tasks } = stores
    const unfenced = Object.assign(Object.create(tasks), {
      async finish(claim: Parameters<typeof tasks.finish>[0], finished: ExportTask) {
        // As if nobody else had claimed it.
        await database.use((session) =>
          session.run(
            `UPDATE export_task SET status = 'CREATING', attempt = $attempt, worker_id = $worker
            WHERE task_id = $task`,
            { attempt: claim.attempt, worker: claim.workerId, task: claim.task.taskId },
          ),
        )
        return tasks.finish(claim, finished)
      },
    }) as typeof tasks
    expect(await raced({ ...stores, tasks: unfenced }, 'task-control', 'finish')).toMatchObject({ ends: 2 })
  })
})

/** One worker takes the task and stands still; the other one takes it over; then the first goes on. */
async function raced(stores: Stores, taskId: string, at: PausePoint): Promise<Outcome> {
  const { tasks, files, records } = stores
  let ends = 0
  const silent = { info: () => {}, warn: () => {}, error: () => {} }
  const counted = Object.assign(Object.create(tasks), {
    async finish(...args: Parameters<typeof tasks.finish>) {
      const isStored = await tasks.finish(...args)
      if (isStored) ends += 1
      return isStored
    },
  }) as typeof tasks
  const parts = (): ExportParts => ({
    records,
    tasks: counted,
    files,
    formats: FILE_FORMATS,
    filesInUse: new FilesInUse(),
    clock: systemClock,
    logger: silent,
    sealManifest: (manifest) => JSON.stringify(manifest),
  })
  const first = pausedAt(at, parts())
  const settings = { leaseMs: LEASE_MS, pollMs: 20 }
  const slow = new ExportWorker(first.parts, { workerId: 'slow', ...settings })
  const quick = new ExportWorker(parts(), { workerId: 'quick', ...settings })
  await addTask(stores, taskId)
  slow.start()
  await first.paused
  quick.start()
  await ended(stores, taskId)
  // With its work done, so that it does not take over once more what the slow one ends.
  await quick.stop({ mode: 'drain' })
  first.resume()
  await slow.stop({ mode: 'drain' })
  // What a lost claim leaves is a sweep's to take.
  await lookAfterFiles(parts())
  const task = await tasks.find({ projectId: PROJECT_ID }, taskId)
  const published = (await readdir(stores.exports)).filter((name) => !name.startsWith('.'))
  const isWhole = task?.file !== undefined && (await digestOf(stores, task.file.key)) === task.file.sha256
  if (task?.file !== undefined) await files.remove(task.file.key)
  await tasks.remove({ projectId: PROJECT_ID }, [taskId])
  return { ends, task, published, isWhole }
}

async function ended({ tasks }: Stores, taskId: string): Promise<void> {
  const deadline = Date.now() + 20_000
  while ((await tasks.find({ projectId: PROJECT_ID }, taskId))?.status === 'CREATING') {
    if (Date.now() > deadline) throw new Error('Nobody took the task over.')
    await pause(10)
  }
}

async function digestOf({ exports }: Stores, key: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(join(exports, key)))
    .digest('hex')
}

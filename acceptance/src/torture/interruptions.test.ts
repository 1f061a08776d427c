import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Ledger, newLedger } from '../ledger.fixture.js'
import { Deliveries } from './deliveries.fixture.js'
import { tellFigure } from './figure.fixture.js'
import { TORTURE_TIMEOUT_MS } from './sizes.fixture.js'

const STOPPED_WITHIN_MS = 5_000
/** Longer than a lease. */
const PAUSE_MS = 12_000
const TAKEN_OVER_WITHIN_MS = 15_000

describe('a running export', { timeout: TORTURE_TIMEOUT_MS }, () => {
  let ledger: Ledger & AsyncDisposable
  const deliveries = new Deliveries(100)
  beforeAll(async () => {
    ledger = await newLedger()
    for (let batch = 0; batch < 30; batch += 1) await deliveries.send(ledger.client, 5_000)
  })
  afterAll(() => ledger[Symbol.asyncDispose]())

  const names = (): Promise<string[]> => readdir(join(ledger.dataDirectory, 'exports'))
  async function begun(): Promise<string> {
    const { task_id } = await ledger.client.exportUserConnection({ format: 'xlsx' })
    while ((await ledger.client.showExportTask(task_id)).progress.rows_written === 0) await pause(5)
    return task_id
  }

  it('whose task is deleted stops, leaves nothing, and comes back never (promise 19)', async () => {
    const taskId = await begun()
    expect((await names()).some((name) => name.includes(taskId))).toBe(true)
    const deletedAt = performance.now()
    await ledger.client.deleteExportTasks([taskId])
    await ledger.client.deleteExportTasks([taskId])
    while ((await names()).some((name) => name.includes(taskId))) {
      expect(performance.now() - deletedAt).toBeLessThan(STOPPED_WITHIN_MS)
      await pause(20)
    }
    const stoppedMs = Math.round(performance.now() - deletedAt)
    // Another one is worked off meanwhile, so the worker is free; the deleted one is not seen again.
    const { body } = await ledger.client.exportConnections({ format: 'csv' }, { pollMs: 50 })
    await body.cancel()
    expect((await names()).filter((name) => name.includes(taskId))).toEqual([])
    tellFigure(`deletion of a running task: its file gone after ${stoppedMs} ms, and never seen again`)
  })

  it('of a process that stood still beyond its lease ends once and whole (promise 15)', async () => {
    const taskId = await begun()
    process.kill(ledger.processId, 'SIGSTOP')
    await pause(PAUSE_MS)
    process.kill(ledger.processId, 'SIGCONT')
    const resumedAt = performance.now()
    let task = await ledger.client.showExportTask(taskId)
    while (task.status === 'CREATING' && performance.now() - resumedAt < 2 * TAKEN_OVER_WITHIN_MS) {
      await pause(50)
      task = await ledger.client.showExportTask(taskId)
    }
    expect(task).toMatchObject({ status: 'SUCCESS', row_count: deliveries.acknowledgedCount })
    const published = (await names()).filter((name) => !name.startsWith('.') && name.includes(taskId))
    expect(published).toHaveLength(1)
    tellFigure(
      `a process paused for ${PAUSE_MS} ms: its export ended ${Math.round(performance.now() - resumedAt)} ms after, with one file`,
    )
  })
})

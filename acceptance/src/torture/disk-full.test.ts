import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { DeskledgerClient } from '@deskledger/client'
import { describe, expect, it } from 'vitest'
import { type Ledger, startLedger } from '../ledger.fixture.js'
import { Deliveries, NOTHING_WRONG, plainClient } from './deliveries.fixture.js'
import { type Disk, fill, smallDisk, whyNoMounts } from './disks.fixture.js'
import { tellFigure } from './figure.fixture.js'
import { readinessOf } from './readiness.fixture.js'
import { TORTURE_TIMEOUT_MS } from './sizes.fixture.js'

/** Characters that do not compress: a batch takes about two mebibytes of the disk. */
const DETAIL_BYTES = 1_000
const BATCH = 2_000
const REFUSED_WITHIN_MS = 2_000
const BACK_WITHIN_MS = 30_000

const refusal = await whyNoMounts()

describe('a full disk', { timeout: TORTURE_TIMEOUT_MS }, () => {
  it.runIf(refusal !== undefined)(`is not tried: this machine does not mount file systems (${refusal})`, () => {
    tellFigure(`full disks: not tried, this machine does not mount file systems (${refusal})`)
  })

  it.skipIf(refusal !== undefined)(
    'filled by records refuses batches, answers lists, and goes on with more room',
    async () => {
      await using disk = await smallDisk(96)
      await using trial = await started(disk)
      const { ledger, client, deliveries } = trial
      await untilRefused(client, deliveries)
      await expectRefusalsAndLists(trial)
      expect(await canAddUser(client, 'late')).toBe(true)
      await disk.grow(400)
      const backMs = await expectBack(trial)
      await expectNothingWrong(ledger, deliveries)
      tellFigure(
        `disk filled by records: after ${deliveries.acknowledgedCount} of them, back ${backMs} ms after there was room, 0 lost`,
      )
    },
  )

  it.skipIf(refusal !== undefined)(
    'has no room for anything but batches when they leave none: the control',
    async () => {
      await using disk = await smallDisk(96)
      const preload = fileURLToPath(new URL('./no-room-kept.mjs', import.meta.url))
      await using trial = await started(disk, { NODE_OPTIONS: `--import ${preload}`, DESKLEDGER_LOG_LEVEL: 'fatal' })
      const { client, deliveries } = trial
      // A refusal may also tell that the ledger is being opened again; then there can be some room left.
      let isAdded = true
      for (let time = 1; time <= 5 && isAdded; time += 1) {
        await untilRefused(client, deliveries)
        isAdded = await canAddUser(client, `late-${time}`)
      }
      expect(isAdded).toBe(false)
    },
  )

  it.skipIf(refusal !== undefined)(
    'filled by somebody else before a checkpoint refuses batches, answers lists, and goes on once there is room',
    async () => {
      await using disk = await smallDisk(192)
      await using trial = await started(disk)
      const { ledger, client, deliveries } = trial
      // Close to the size of the log that is followed by a checkpoint, which has no room then.
      for (let batch = 0; batch < 24; batch += 1) await deliveries.send(client, BATCH)
      await fill(disk.path, 16 * 2 ** 20)
      await untilRefused(client, deliveries)
      expect(ledger.log()).toContain('the ledger cannot be written; opening it again')
      const free = await fill(disk.path)
      expect(await readinessOf(ledger)).toBe('disk-full')
      await expectRefusalsAndLists(trial)
      await free()
      const backMs = await expectBack(trial)
      await expectNothingWrong(ledger, deliveries)
      tellFigure(`disk filled by a foreign file, checkpoint failed: back ${backMs} ms after there was room, 0 lost`)
    },
  )

  it.skipIf(refusal !== undefined)(
    'filled during an export ends the export with a reason, and all goes on',
    async () => {
      await using disk = await smallDisk(256)
      await using trial = await started(disk)
      const { ledger, client, deliveries } = trial
      for (let batch = 0; batch < 40; batch += 1) await deliveries.send(client, BATCH)
      await fill(disk.path, 24 * 2 ** 20)
      const { task_id } = await ledger.client.exportUserConnection({ format: 'ndjson' })
      const ended = await endOf(ledger, task_id)
      expect(ended).toMatchObject({ status: 'FAIL', fail_reason: expect.stringMatching(/disk .* full/) })
      const backMs = await expectBack(trial)
      await expectNothingWrong(ledger, deliveries)
      tellFigure(`disk filled by an export: it failed with its reason, batches taken ${backMs} ms later, 0 lost`)
    },
  )

  it.skipIf(refusal !== undefined)(
    'filled to the last byte by somebody else ends a running export with a reason',
    async () => {
      await using disk = await smallDisk(256)
      await using trial = await started(disk)
      const { ledger, client, deliveries } = trial
      for (let batch = 0; batch < 40; batch += 1) await deliveries.send(client, BATCH)
      const { task_id } = await ledger.client.exportUserConnection({ format: 'xlsx' })
      while ((await ledger.client.showExportTask(task_id)).progress.rows_written === 0) await pause(5)
      const free = await fill(disk.path)
      const ended = await endOf(ledger, task_id)
      expect(ended).toMatchObject({ status: 'FAIL', fail_reason: expect.stringMatching(/disk .* full/) })
      await free()
      const backMs = await expectBack(trial)
      await expectNothingWrong(ledger, deliveries)
      tellFigure(
        `disk filled under a running export: it failed with its reason, back ${backMs} ms after there was room, 0 lost`,
      )
    },
  )
})

/** A server on a disk, and what was sent to it. */
interface Trial extends AsyncDisposable {
  readonly ledger: Ledger
  readonly client: DeskledgerClient
  readonly deliveries: Deliveries
}

async function started(disk: Disk, settings: Record<string, string> = {}): Promise<Trial> {
  const ledger = await startLedger(join(disk.path, 'data'), { DESKLEDGER_LOG_LEVEL: 'error', ...settings })
  return {
    ledger,
    client: plainClient(ledger),
    deliveries: new Deliveries(DETAIL_BYTES),
    [Symbol.asyncDispose]: async () => void (await ledger.end('SIGKILL')),
  }
}

/** Delivers until not even a small batch is taken. */
async function untilRefused(client: DeskledgerClient, deliveries: Deliveries): Promise<void> {
  for (const size of [BATCH, BATCH / 10, BATCH / 100, 1]) {
    let isRefused = false
    for (let batch = 0; batch < 1_000 && !isRefused; batch += 1) {
      isRefused = (await deliveries.send(client, size)).kind !== 'acknowledged'
    }
    if (!isRefused) throw new Error('The disk did not get full.')
  }
}

/** Whether there is room for a change of access, and its entry in the audit log. */
async function canAddUser(client: DeskledgerClient, name: string): Promise<boolean> {
  return client.admin.createUser({ name, password: 'a long password' }).then(
    () => true,
    () => false,
  )
}

/** Batches are refused quickly and politely, lists are answered all the while. */
async function expectRefusalsAndLists({ client, deliveries }: Trial): Promise<void> {
  for (let round = 0; round < 10; round += 1) {
    const askedAt = performance.now()
    const answer = await deliveries.send(client, BATCH)
    expect(answer).toMatchObject({ kind: 'refused', status: 503, retryAfterMs: expect.any(Number) })
    expect(performance.now() - askedAt).toBeLessThan(REFUSED_WITHIN_MS)
    expect((await client.listLoginRecords({ limit: 10 })).records).toHaveLength(10)
    await pause(100)
  }
}

/** @returns after how many milliseconds batches were taken, and an export succeeded */
async function expectBack({ ledger, client, deliveries }: Trial): Promise<number> {
  const since = performance.now()
  while ((await deliveries.send(client, 10)).kind !== 'acknowledged') {
    expect(performance.now() - since).toBeLessThan(BACK_WITHIN_MS)
    await pause(200)
  }
  const { body } = await client.exportConnections({ format: 'csv', columns: 'transaction_id' }, { pollMs: 50 })
  await body.cancel()
  expect(await readinessOf(ledger)).toBe('ready')
  const backMs = Math.round(performance.now() - since)
  expect(backMs).toBeLessThan(BACK_WITHIN_MS)
  return backMs
}

async function expectNothingWrong(ledger: Ledger, deliveries: Deliveries): Promise<void> {
  expect(await deliveries.compareWith(ledger.client)).toMatchObject(NOTHING_WRONG)
  await ledger.end('SIGKILL')
  const restarted = await startLedger(ledger.dataDirectory)
  expect(await deliveries.compareWith(restarted.client)).toMatchObject(NOTHING_WRONG)
  await restarted.end('SIGKILL')
}

async function endOf(ledger: Ledger, taskId: string): Promise<unknown> {
  const deadline = Date.now() + 60_000
  for (;;) {
    const task = await ledger.client.showExportTask(taskId)
    if (task.status !== 'CREATING' || Date.now() > deadline) return task
    await pause(100)
  }
}

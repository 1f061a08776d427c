import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { DeskledgerClient } from '@deskledger/client'
import { describe, expect, it } from 'vitest'
import { movableClock } from '../clock-from.fixture.js'
import { ROOT, startLedger, temporaryDirectory } from '../ledger.fixture.js'
import { Deliveries, NOTHING_WRONG } from './deliveries.fixture.js'
import { tellFigure } from './figure.fixture.js'
import { TORTURE_TIMEOUT_MS } from './sizes.fixture.js'

const DAY_MS = 86_400_000
/** More than the seven days that files are kept. */
const JUMP_DAYS = 8
const EXPIRED_WITHIN_MS = 90_000

describe('a clock that jumps', { timeout: TORTURE_TIMEOUT_MS }, () => {
  it('doubles nothing and loses nothing, and files expire by it (promises 21 and 31)', async () => {
    await using directory = await temporaryDirectory()
    const offset = join(directory.path, 'offset')
    let days = 0
    const jumpTo = async (to: number): Promise<void> => {
      days = to
      await writeFile(offset, `${to < 0 ? '-' : '+'}${Math.abs(to)}d`)
    }
    await jumpTo(0)
    const ledger = await startLedger(join(directory.path, 'data'), movableClock(offset))
    const client = new DeskledgerClient({
      endpoint: ledger.endpoint,
      ...ROOT,
      clock: () => new Date(Date.now() + days * DAY_MS),
    })
    const deliveries = new Deliveries(100)
    for (let batch = 0; batch < 25; batch += 1) await deliveries.send(client, 4_000)
    const { task: early, body } = await client.exportConnections({ format: 'csv' }, { pollMs: 20 })
    await body.cancel()

    const { task_id: running } = await client.exportUserConnection({ format: 'xlsx' })
    while ((await client.showExportTask(running)).progress.rows_written === 0) await pause(5)
    await jumpTo(JUMP_DAYS)
    const jumpedAt = performance.now()
    expect(await deliveries.send(client, 100)).toEqual({ kind: 'acknowledged' })
    while ((await client.showExportTask(running)).status === 'CREATING') await pause(50)
    // The clock it was made by decides: its file may be past its time at once.
    expect(['SUCCESS', 'EXPIRED']).toContain((await client.showExportTask(running)).status)
    while ((await client.showExportTask(early.task_id)).status !== 'EXPIRED') {
      expect(performance.now() - jumpedAt).toBeLessThan(EXPIRED_WITHIN_MS)
      await pause(200)
    }
    const expiredMs = Math.round(performance.now() - jumpedAt)
    const names = await readdir(join(ledger.dataDirectory, 'exports'))
    expect(names.filter((name) => name.includes(early.task_id))).toEqual([])

    await jumpTo(-1)
    expect(await deliveries.send(client, 100)).toEqual({ kind: 'acknowledged' })
    const { body: late } = await client.exportConnections({ format: 'csv' }, { pollMs: 20 })
    await late.cancel()
    await jumpTo(0)
    expect(await deliveries.compareWith(client)).toEqual({ present: deliveries.acknowledgedCount, ...NOTHING_WRONG })
    await ledger.end('SIGKILL')
    tellFigure(
      `clock jumps: +${JUMP_DAYS} and -${JUMP_DAYS + 1} days under load; ${deliveries.acknowledgedCount} records, 0 lost, 0 doubled; a file expired ${expiredMs} ms after its time`,
    )
  })
})

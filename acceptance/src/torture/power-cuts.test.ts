import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { debianLibrary } from '../debian-library.fixture.js'
import { type Ledger, startLedger } from '../ledger.fixture.js'
import { type Comparison, Deliveries, NOTHING_WRONG, plainClient } from './deliveries.fixture.js'
import { type ImageDisk, imageDisk, whyNoMounts } from './disks.fixture.js'
import { tellFigure } from './figure.fixture.js'
import { SIZES, TORTURE_TIMEOUT_MS } from './sizes.fixture.js'

const DISK_MEBIBYTES = 192
const AGENTS = 3

const refusal = await whyNoMounts()

describe('power cuts', { timeout: TORTURE_TIMEOUT_MS }, () => {
  it.runIf(refusal !== undefined)(`are not tried: this machine does not mount file systems (${refusal})`, () => {
    tellFigure(`power cuts: not tried, this machine does not mount file systems (${refusal})`)
  })

  it.skipIf(refusal !== undefined)(
    `at ${SIZES.powerCuts} moments lose no acknowledged record, and no export that was a success (promises 2 and 16)`,
    async () => {
      await using disk = await imageDisk(DISK_MEBIBYTES)
      const deliveries = new Deliveries()
      let exports = 0
      let last: Comparison | undefined
      for (let cut = 1; cut <= SIZES.powerCuts; cut += 1) {
        const ledger = await startLedger(join(disk.path, 'data'))
        const succeeded = await underLoad(ledger, deliveries)
        exports += succeeded.length
        const after = await afterPowerCut(disk, ledger, async (restarted) => {
          for (const { taskId, sha256 } of succeeded) {
            expect(await restarted.client.showExportTask(taskId)).toMatchObject({ status: 'SUCCESS', sha256 })
            expect(await digestOf(restarted, taskId)).toBe(sha256)
            await restarted.client.deleteExportTasks([taskId])
          }
          return deliveries.compareWith(restarted.client)
        })
        last = after
        expect([cut, after]).toMatchObject([cut, NOTHING_WRONG])
        for (const { taskId } of succeeded) await ledger.client.deleteExportTasks([taskId])
        await ledger.end('SIGKILL')
      }
      tellFigure(
        `power cuts: ${SIZES.powerCuts}; ${deliveries.acknowledgedCount} records acknowledged, ${last?.lost} lost, ${last?.invented} invented, ${last?.doubled} doubled; ${exports} finished exports, all whole`,
      )
      expect(exports).toBeGreaterThanOrEqual(SIZES.powerCuts)
    },
  )

  it.skipIf(refusal !== undefined)('lose records when syncing is switched off: the control', async () => {
    await using disk = await imageDisk(DISK_MEBIBYTES)
    const deliveries = new Deliveries()
    const founded = await startLedger(join(disk.path, 'data'))
    await founded.end()
    const ledger = await startLedger(join(disk.path, 'data'), {
      LD_PRELOAD: debianLibrary('libeatmydata.so', 'eatmydata'),
    })
    await underLoad(ledger, deliveries)
    const { lost } = await afterPowerCut(disk, ledger, (restarted) => deliveries.compareWith(restarted.client))
    await ledger.end('SIGKILL')
    tellFigure(`power cut without syncing (control): ${lost} of ${deliveries.acknowledgedCount} records lost`)
    expect(lost).toBeGreaterThan(0)
  })
})

/** Delivers for a moment, and makes one export to its end. */
async function underLoad(ledger: Ledger, deliveries: Deliveries): Promise<{ taskId: string; sha256: string }[]> {
  const client = plainClient(ledger)
  const until = Date.now() + 400 + Math.random() * 1_200
  const agent = async (): Promise<void> => {
    while (Date.now() < until) await deliveries.send(client, 1 + Math.floor(Math.random() * 200))
  }
  const agents = Array.from({ length: AGENTS }, agent)
  const { task, body } = await ledger.client.exportConnections({ format: 'csv' }, { pollMs: 20 })
  await body.cancel()
  await Promise.all(agents)
  const { sha256 = '' } = await ledger.client.showExportTask(task.task_id)
  return [{ taskId: task.task_id, sha256 }]
}

/** Stops the writer, takes the image as it is, and looks at it with a server of its own. */
async function afterPowerCut<T>(disk: ImageDisk, ledger: Ledger, look: (restarted: Ledger) => Promise<T>): Promise<T> {
  process.kill(ledger.processId, 'SIGSTOP')
  await pause(5)
  await using copy = await disk.afterPowerCut()
  process.kill(ledger.processId, 'SIGCONT')
  const restarted = await startLedger(join(copy.path, 'data'))
  try {
    return await look(restarted)
  } finally {
    await restarted.end('SIGKILL')
  }
}

async function digestOf(ledger: Ledger, taskId: string): Promise<string> {
  const { body } = await ledger.client.downloadExportFile(taskId)
  const bytes = await new Response(body).arrayBuffer()
  return createHash('sha256').update(new Uint8Array(bytes)).digest('hex')
}

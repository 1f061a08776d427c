import { describe, expect, it } from 'vitest'
import { newLedger } from '../ledger.fixture.js'
import { tellFigure } from './figure.fixture.js'
import { TORTURE_TIMEOUT_MS } from './sizes.fixture.js'

const EXPORTS = 12
const AGENTS = 3
const BATCH = 100

describe('exports', { timeout: TORTURE_TIMEOUT_MS }, () => {
  it('are one state of the ledger, whatever is delivered meanwhile (promise 17)', async () => {
    await using ledger = await newLedger()
    const { client } = ledger
    const start = Date.now() - 60_000
    /** By number of a batch, how far it has come. */
    const batches: ('sent' | 'acknowledged')[] = []
    let isOver = false
    const agent = async (): Promise<void> => {
      while (!isOver) {
        const batch = batches.push('sent') - 1
        const lines = Array.from({ length: BATCH }, (_, place) => ({
          transaction_id: `${batch}-${place}`,
          connection_start_time: new Date(start - batch).toISOString(),
        }))
        await client.ingestConnectionRecords(lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
        batches[batch] = 'acknowledged'
      }
    }
    const agents = Array.from({ length: AGENTS }, agent)
    let rows = 0
    for (let number = 0; number < EXPORTS; number += 1) {
      const before = batches
        .map((state, batch) => (state === 'acknowledged' ? batch : -1))
        .filter((batch) => batch >= 0)
      const { task_id } = await client.exportUserConnection({ format: 'ndjson' })
      const sentSoFar = batches.length
      let task = await client.showExportTask(task_id)
      while (task.status === 'CREATING') task = await client.showExportTask(task_id)
      const { body } = await client.downloadExportFile(task_id)
      const counts = countsByBatch(await new Response(body).text())
      rows += task.row_count ?? 0
      expect(before.filter((batch) => counts.get(batch) !== BATCH)).toEqual([])
      expect([...counts.keys()].filter((batch) => batch >= sentSoFar)).toEqual([])
      // A batch is in it whole, or not at all.
      expect([...new Set(counts.values())]).toEqual(counts.size === 0 ? [] : [BATCH])
      await client.deleteExportTasks([task_id])
    }
    isOver = true
    await Promise.all(agents)
    tellFigure(
      `snapshots: ${EXPORTS} exports of ${rows} rows while ${batches.length} batches came in; none later, none missing`,
    )
  })
})

function countsByBatch(text: string): Map<number, number> {
  const counts = new Map<number, number>()
  for (const line of text.split('\n').filter((one) => one !== '')) {
    const batch = Number((JSON.parse(line) as { transaction_id: string }).transaction_id.split('-')[0])
    counts.set(batch, (counts.get(batch) ?? 0) + 1)
  }
  return counts
}

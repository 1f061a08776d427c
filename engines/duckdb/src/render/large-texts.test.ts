import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '@deskledger/domain'
import { expect, it } from 'vitest'
import { Database } from '../database.js'
import { DuckDbRecordStore } from '../duckdb-record-store.js'

const ROWS = 300
const TEXT_BYTES = 150_000
const LINE_BYTES = '{"transaction_id":"t0000","connection_failure_reason":""}\n'.length + TEXT_BYTES

/** A ledger of one project with more text than a small engine can hold. */
async function fill(path: string): Promise<void> {
  const database = await Database.open({ path })
  await database.use((session) =>
    session.run(`INSERT INTO connection_record (project_id, transaction_id, connection_start_time,
        connection_failure_reason, revision, received_at, sequence)
      SELECT 'p', printf('t%04d', i), TIMESTAMP '2026-01-10 09:00:00' - to_seconds(i),
        repeat(chr((97 + i % 26)::INTEGER), ${TEXT_BYTES}), 0, TIMESTAMP '2026-01-10 09:00:00', 0
      FROM range(${ROWS}) numbers(i)`),
  )
  database.close()
}

it('text that is more than the engine may hold comes in parts, in order', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'deskledger-large-'))
  const path = join(directory, 'ledger.duckdb')
  await fill(path)
  const database = await Database.open({ path, memoryLimitBytes: 96 * 2 ** 20 })
  const store = await DuckDbRecordStore.open({ database, clock: systemClock, temporaryDirectory: directory })
  try {
    const layout = { syntax: 'ndjson', columns: ['transactionId', 'failureReason'] } as const
    const rowCounts: number[] = []
    const transactions: string[] = []
    for await (const { rowCount, bytes } of store.render({ projectId: 'p' }, await store.hold(), layout)) {
      rowCounts.push(rowCount)
      const pieces: Uint8Array[] = []
      for await (const piece of bytes) pieces.push(piece)
      const text = Buffer.concat(pieces)
      expect(text).toHaveLength(rowCount * LINE_BYTES)
      for (let at = 0; at < text.length; at += LINE_BYTES) transactions.push(text.toString('latin1', at + 19, at + 24))
    }
    expect(rowCounts.length).toBeGreaterThan(1)
    expect(transactions).toEqual(Array.from({ length: ROWS }, (_, place) => `t${String(place).padStart(4, '0')}`))
  } finally {
    await store.close()
    database.close()
    await rm(directory, { recursive: true })
  }
}, 60_000)

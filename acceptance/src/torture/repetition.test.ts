import { request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { signRequest } from '@deskledger/signing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Ledger, newLedger, ROOT } from '../ledger.fixture.js'
import { tellFigure } from './figure.fixture.js'
import { SIZES, TORTURE_TIMEOUT_MS } from './sizes.fixture.js'

const REPETITIONS = SIZES.repetitions
const CONNECTIONS = 64
const BATCH = 50
const CUTS = 40
const SIGHTS = 100

describe('deliveries', { timeout: TORTURE_TIMEOUT_MS }, () => {
  let ledger: Ledger & AsyncDisposable
  beforeAll(async () => {
    ledger = await newLedger()
  })
  afterAll(() => ledger[Symbol.asyncDispose]())

  it(`of one batch ${REPETITIONS} times over ${CONNECTIONS} connections leave one copy, and add up (promise 5)`, async () => {
    const lines = linesOf(BATCH, 'repeated')
    const counts = { created: 0, updated: 0, unchanged: 0, rejected_count: 0 }
    let left = REPETITIONS
    const sender = async (): Promise<void> => {
      while (left > 0) {
        left -= 1
        const told = await ledger.client.ingestConnectionRecords(lines)
        for (const name of Object.keys(counts) as (keyof typeof counts)[]) counts[name] += told[name]
      }
    }
    await Promise.all(Array.from({ length: CONNECTIONS }, sender))
    expect(counts).toEqual({
      created: BATCH,
      updated: 0,
      unchanged: (REPETITIONS - 1) * BATCH,
      rejected_count: 0,
    })
    expect((await ledger.client.listLoginRecords({ user_name: 'repeated' })).total_count).toBe(BATCH)
    tellFigure(
      `repetitions: one batch ${REPETITIONS} times over ${CONNECTIONS} connections, ${BATCH} records, counts add up`,
    )
  })

  it('whose bodies are cut off half-way have no effect (promise 5)', async () => {
    for (let cut = 0; cut < CUTS; cut += 1) await cutOff(ledger, linesOf(BATCH, 'cut', cut), (cut + 1) / (CUTS + 1))
    // Another batch has its turn after whatever the cut ones left.
    await ledger.client.ingestConnectionRecords(linesOf(1, 'whole'))
    expect((await ledger.client.listLoginRecords({ user_name: 'cut' })).total_count).toBe(0)
    // The control: sent to its end, such a body has an effect.
    await ledger.client.ingestConnectionRecords(linesOf(BATCH, 'cut'))
    expect((await ledger.client.listLoginRecords({ user_name: 'cut' })).total_count).toBe(BATCH)
    tellFigure(`bodies cut off: ${CUTS}, none with an effect`)
  })

  it(`are seen by the next list, ${SIGHTS} times (promise 8)`, async () => {
    for (let sight = 0; sight < SIGHTS; sight += 1) {
      await ledger.client.ingestConnectionRecords(linesOf(1, `seen-${sight}`))
      expect((await ledger.client.listLoginRecords({ user_name: `seen-${sight}` })).total_count).toBe(1)
    }
    tellFigure(`records seen by the list right after their acknowledgement: ${SIGHTS} of ${SIGHTS}`)
  })
})

function linesOf(count: number, user_name: string, series = 0): string {
  const connection_start_time = new Date(Date.now() - 3_600_000).toISOString()
  return Array.from(
    { length: count },
    (_, place) =>
      `${JSON.stringify({ transaction_id: `${user_name}-${series}-${place}`, connection_start_time, user_name })}\n`,
  ).join('')
}

/** Sends a part of a signed body, then cuts the connection. */
async function cutOff({ endpoint }: Ledger, body: string, part: number): Promise<void> {
  const url = `${endpoint}/v3/${ROOT.projectId}/desktops/connections`
  const unsigned = { 'content-type': 'application/x-ndjson', 'content-length': String(Buffer.byteLength(body)) }
  const headers = signRequest({ method: 'POST', url, headers: unsigned, body }, ROOT, new Date())
  const sending = request(url, { method: 'POST', headers: { ...unsigned, ...headers } })
  const closed = new Promise((resolve) => sending.on('error', resolve).on('close', resolve))
  sending.write(body.slice(0, Math.floor(body.length * part)))
  await pause(20)
  sending.destroy()
  await closed
}

import { readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Ledger, newLedger } from '../ledger.fixture.js'
import { tellFigure } from './figure.fixture.js'
import { Load } from './load.fixture.js'
import { SIZES, TORTURE_TIMEOUT_MS } from './sizes.fixture.js'

const RECORDS = 50_000
const CLIENTS = 8
const ENGINE_MIB = 512
const MAX_RSS_MIB = ENGINE_MIB + 600

/** What every request asks for: it reads a column of all records. */
const QUERY = 'user_name=user-7&limit=20'

let ledger: Ledger & AsyncDisposable
beforeAll(async () => {
  ledger = await newLedger({ DESKLEDGER_ENGINE_MEMORY: String(ENGINE_MIB) })
  const newest = Date.now() - 60_000
  const lines = Array.from({ length: RECORDS }, (_, place) =>
    JSON.stringify({
      transaction_id: `t-${place}`,
      connection_start_time: new Date(newest - place * 1000).toISOString(),
      user_name: `user-${place % 500}`,
    }),
  )
  await ledger.client.ingestConnectionRecords(lines.join('\n'))
})
afterAll(() => ledger[Symbol.asyncDispose]())

async function residentMib(): Promise<number> {
  const status = await readFile(`/proc/${ledger.processId}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024
}

it(
  'three times as much as it can answer leaves the good answers, and refuses the rest (promise 29)',
  async () => {
    using load = new Load(ledger, QUERY)
    const { overloadSeconds: seconds, overloadShare } = SIZES
    await load.closed(CLIENTS, 1)
    const before = await load.closed(CLIENTS, seconds)
    const peak = before.good / before.seconds
    const during = await load.open(3 * peak, seconds)
    const resident = await residentMib()
    await pause(5_000)
    const after = await load.closed(CLIENTS, seconds)

    const [share, recovered] = [during.good / during.seconds / peak, after.good / after.seconds / peak]
    const percent = (value: number): string => `${Math.round(100 * value)} %`
    tellFigure(
      `overload: peak ${peak.toFixed(0)}/s; at three times that ${percent(share)} of it answered, ${during.refused} refused, ` +
        `all over ${during.lagSeconds.toFixed(1)} s after the last request, ${resident.toFixed(0)} MiB; afterwards ${percent(recovered)}`,
    )
    expect([before, during, after].map(({ others }) => others)).toEqual([[], [], []])
    expect(during.withoutRetryAfter).toBe(0)
    expect(during.refused).toBeGreaterThan(0)
    // Without refusals the answers would be as late as the load was long.
    expect(during.lagSeconds).toBeLessThan(2)
    expect(share).toBeGreaterThan(overloadShare)
    expect(resident).toBeLessThan(MAX_RSS_MIB)
    expect([before.refused, after.refused]).toEqual([0, 0])
    expect(recovered).toBeGreaterThan(overloadShare)
  },
  TORTURE_TIMEOUT_MS,
)

import { readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { type Ledger, newLedger } from '../ledger.fixture.js'
import { tellFigure } from './figure.fixture.js'
import { Load, type LoadTold } from './load.fixture.js'
import { SIZES, TORTURE_TIMEOUT_MS } from './sizes.fixture.js'

const RECORDS = 50_000
const CLIENTS = 8
const ENGINE_MIB = 512
const MAX_RSS_MIB = ENGINE_MIB + 600

/** How late the last answer may be. Without refusals they are as late as the load is long. */
const MAX_LAG_SECONDS = 2

/** What every request asks for: it reads a column of all records. */
const QUERY = 'user_name=user-7&limit=20'

/** As many as a client could wish for. */
const NOBODY_REFUSED = Object.fromEntries(
  ['REQUESTS', 'USER_REQUESTS', 'PROJECT_REQUESTS', 'USER_RATE']
    .map((name) => [`DESKLEDGER_MAX_${name}`, '100000'])
    .concat([
      ['DESKLEDGER_WAITING_QUERIES', '10000'],
      ['DESKLEDGER_QUERY_TIMEOUT', '3600'],
    ]),
)

async function filledLedger(settings: Record<string, string> = {}): Promise<Ledger & AsyncDisposable> {
  const ledger = await newLedger({ DESKLEDGER_ENGINE_MEMORY: String(ENGINE_MIB), ...settings })
  const newest = Date.now() - 60_000
  const lines = Array.from({ length: RECORDS }, (_, place) =>
    JSON.stringify({
      transaction_id: `t-${place}`,
      connection_start_time: new Date(newest - place * 1000).toISOString(),
      user_name: `user-${place % 500}`,
    }),
  )
  await ledger.client.ingestConnectionRecords(lines.join('\n'))
  return ledger
}

/** Answers within a second when nothing is too much. */
async function peakOf(load: Load, seconds: number): Promise<{ peak: number; before: LoadTold }> {
  await load.closed(CLIENTS, 1)
  const before = await load.closed(CLIENTS, seconds)
  return { peak: before.good / before.seconds, before }
}

async function residentMib(ledger: Ledger): Promise<number> {
  const status = await readFile(`/proc/${ledger.processId}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024
}

it(
  'three times as much as it can answer leaves the good answers, and refuses the rest (promise 29)',
  async () => {
    await using ledger = await filledLedger()
    using load = new Load(ledger, QUERY)
    const { overloadSeconds: seconds, overloadShare } = SIZES
    const { peak, before } = await peakOf(load, seconds)
    const during = await load.open(3 * peak, seconds)
    const resident = await residentMib(ledger)
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
    expect(during.lagSeconds).toBeLessThan(MAX_LAG_SECONDS)
    expect(share).toBeGreaterThan(overloadShare)
    expect(resident).toBeLessThan(MAX_RSS_MIB)
    expect([before.refused, after.refused]).toEqual([0, 0])
    expect(recovered).toBeGreaterThan(overloadShare)
  },
  TORTURE_TIMEOUT_MS,
)

it(
  'without limits nobody is refused, and the answers come too late (the control)',
  async () => {
    await using ledger = await filledLedger(NOBODY_REFUSED)
    using load = new Load(ledger, QUERY)
    const { peak } = await peakOf(load, SIZES.overloadSeconds)
    const during = await load.open(3 * peak, SIZES.overloadSeconds)
    tellFigure(
      `overload without limits: ${during.refused} refused, the last answer ${during.lagSeconds.toFixed(1)} s after the last request`,
    )
    expect(during.lagSeconds).toBeGreaterThan(MAX_LAG_SECONDS)
  },
  TORTURE_TIMEOUT_MS,
)

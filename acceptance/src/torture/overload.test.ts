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

/** Peak and overload are measured in turn, so that other work on the machine meets both; the median of the shares counts. */
const ROUNDS = 3

/** Of what can be answered, what has to be while three times as much is asked for (promise 29). */
const MIN_SHARE = 0.8

/** Half of the refusals have to be there by then; the others may have met other work. */
const MAX_REFUSAL_MS = 50

/** How late the last answer may be. Without refusals they are as late as the load is long. */
const MAX_LAG_SECONDS = 2

const USERS = 500

/** What is asked for: each reads a column of all records. Equal lists would be answered together. */
const QUERIES = Array.from({ length: USERS }, (_, user) => `user_name=user-${user}&limit=20`)

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
      user_name: `user-${place % USERS}`,
    }),
  )
  await ledger.client.ingestConnectionRecords(lines.join('\n'))
  return ledger
}

/** Good answers within a second. */
function paceOf({ good, seconds }: LoadTold): number {
  return good / seconds
}

/** As many as can be answered, then three times as many. */
async function round(load: Load, seconds: number): Promise<{ before: LoadTold; during: LoadTold; share: number }> {
  await load.closed(CLIENTS, 1)
  const before = await load.closed(CLIENTS, seconds)
  const during = await load.open(3 * paceOf(before), seconds)
  return { before, during, share: paceOf(during) / paceOf(before) }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN
}

async function residentMib(ledger: Ledger): Promise<number> {
  const status = await readFile(`/proc/${ledger.processId}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024
}

it(
  'three times as much as it can answer leaves the good answers, and refuses the rest (promise 29)',
  async () => {
    await using ledger = await filledLedger()
    using load = new Load(ledger, QUERIES)
    const { overloadSeconds: seconds, recoveredShare } = SIZES
    const rounds = []
    for (let number = 0; number < ROUNDS; number += 1) rounds.push(await round(load, seconds))
    const resident = await residentMib(ledger)
    await pause(5_000)
    const after = await load.closed(CLIENTS, seconds)

    const peak = median(rounds.map(({ before }) => paceOf(before)))
    const share = median(rounds.map((one) => one.share))
    const recovered = paceOf(after) / peak
    const refused = rounds.reduce((sum, { during }) => sum + during.refused, 0)
    const refusalMs = median(rounds.map(({ during }) => during.medianRefusalMs))
    const lagSeconds = Math.max(...rounds.map(({ during }) => during.lagSeconds))
    const percent = (value: number): string => `${Math.round(100 * value)} %`
    tellFigure(
      `overload: peak ${peak.toFixed(0)}/s; at three times that ${percent(share)} of it answered ` +
        `(${rounds.map((one) => percent(one.share)).join(', ')}), ${refused} refused, half of them within ${refusalMs.toFixed(1)} ms, ` +
        `all over ${lagSeconds.toFixed(1)} s after the last request, ${resident.toFixed(0)} MiB; afterwards ${percent(recovered)}`,
    )
    for (const { before, during } of rounds) {
      expect([before.refused, before.others, during.others]).toEqual([0, [], []])
      expect(during.withoutRetryAfter).toBe(0)
      expect(during.refused).toBeGreaterThan(0)
    }
    expect(lagSeconds).toBeLessThan(MAX_LAG_SECONDS)
    expect(refusalMs).toBeLessThan(MAX_REFUSAL_MS)
    expect(share).toBeGreaterThan(MIN_SHARE)
    expect(resident).toBeLessThan(MAX_RSS_MIB)
    expect([after.refused, after.others]).toEqual([0, []])
    expect(recovered).toBeGreaterThan(recoveredShare)
  },
  TORTURE_TIMEOUT_MS,
)

it(
  'without limits nobody is refused, and the answers come too late (the control)',
  async () => {
    await using ledger = await filledLedger(NOBODY_REFUSED)
    using load = new Load(ledger, QUERIES)
    const { during } = await round(load, SIZES.overloadSeconds)
    tellFigure(
      `overload without limits: ${during.refused} refused, the last answer ${during.lagSeconds.toFixed(1)} s after the last request`,
    )
    expect(during.lagSeconds).toBeGreaterThan(MAX_LAG_SECONDS)
  },
  TORTURE_TIMEOUT_MS,
)

import { readFile } from 'node:fs/promises'
import { SERVICE_PATHS } from '@deskledger/contract'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Figures } from './fuzz/figures.fixture.js'
import { Fuzzer } from './fuzz/fuzzer.fixture.js'
import { RawFuzzer } from './fuzz/raw-fuzzer.fixture.js'
import { anyRawRequest } from './fuzz/raw-requests.fixture.js'
import { anyRequest } from './fuzz/requests.fixture.js'
import { newTwoTenants, type TwoTenants } from './fuzz/two-tenants.fixture.js'

/** Requests in flight, each lane with a seed of its own, and a share that no HTTP client could send. */
const LANES = 8
const REQUESTS_OF_A_LANE = 2_150
const RAW_REQUESTS = 3_000
const ALL_REQUESTS = 20_000

/** Every operation is asked at least so often. */
const REQUESTS_OF_AN_OPERATION = 50

/** What the process may have grown by at the end, in mebibytes: what it keeps of each request would add up to more. */
const MAX_GROWTH_MIB = 600

/** A minute is enough on an idle machine with two processors. */
const TIMEOUT_MS = 900_000

const SEED = Number(process.env['FUZZ_SEED'] ?? Math.trunc(Math.random() * 2 ** 30))

let world: TwoTenants
beforeAll(async () => {
  world = await newTwoTenants()
})
afterAll(() => world[Symbol.asyncDispose]())

async function residentMebibytes(): Promise<number> {
  const status = await readFile(`/proc/${world.ledger.processId}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024
}

it(
  `whatever is sent, the answer is as documented and tells nothing of others (FUZZ_SEED=${SEED})`,
  async () => {
    const figures = new Figures()
    const [fuzzer, rawFuzzer] = [new Fuzzer(world, figures), new RawFuzzer(world, figures)]
    const startedAt = performance.now()
    const residentBefore = await residentMebibytes()
    let isFailed = false
    const lane = async <T>(
      requests: fc.Arbitrary<T>,
      send: (request: T) => Promise<void>,
      number: number,
      count: number,
    ) => {
      // Once a lane has failed and found its smallest example, the others have nothing more to do.
      const property = fc.asyncProperty(requests, async (request) => isFailed || send(request))
      await fc.assert(property, { seed: SEED + number, numRuns: count }).catch((error: unknown) => {
        isFailed = true
        throw error
      })
    }
    const outcomes = await Promise.allSettled([
      ...Array.from({ length: LANES }, (_, number) =>
        lane(anyRequest, (request) => fuzzer.run(request), number, REQUESTS_OF_A_LANE),
      ),
      lane(anyRawRequest, (request) => rawFuzzer.run(request), LANES, RAW_REQUESTS),
    ])
    const grownBy = (await residentMebibytes()) - residentBefore
    const seconds = (performance.now() - startedAt) / 1000
    console.log(`${figures}\n${seconds.toFixed(0)} s, grown by ${grownBy.toFixed(0)} MiB`)

    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason
    expect(figures.total).toBeGreaterThanOrEqual(ALL_REQUESTS)
    expect(figures.neglected(REQUESTS_OF_AN_OPERATION)).toEqual([])
    expect((await fetch(`${world.ledger.endpoint}${SERVICE_PATHS.health}`)).status).toBe(200)
    expect(grownBy).toBeLessThan(MAX_GROWTH_MIB)
    // The very process that was started ends of its own accord.
    expect(await world.ledger.end('SIGTERM')).toBe(0)
  },
  TIMEOUT_MS,
)

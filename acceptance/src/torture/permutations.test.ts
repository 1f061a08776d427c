import { type ConnectionRecord, parseLine } from '@deskledger/domain'
import { OracleLedger } from '@deskledger/engine-conformance/oracle'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tellFigure } from './figure.fixture.js'
import { openStores, PROJECT_ID } from './open-stores.fixture.js'
import { SIZES, TORTURE_TIMEOUT_MS } from './sizes.fixture.js'

/** Batches that the deliveries of one transaction are spread over. */
const BATCHES = 5
const REVISIONS = 4
/** Transactions merged side by side; each is a permutation of its own. */
const TOGETHER = 2_000

/** What a revision may tell; its values follow from transaction and revision, so that equal revisions agree. */
const FIELDS = ['user_name', 'computer_name', 'sid', 'client_version', 'connection_failure_reason'] as const
const NUMBERS = ['network_rtt', 'e2e_rtt'] as const

/** One transaction: which fields each revision tells, and in which batches each revision is delivered. */
const anyTransaction = fc.record({
  told: fc.array(fc.subarray([...FIELDS, ...NUMBERS], { minLength: 1 }), { minLength: 1, maxLength: REVISIONS }),
  deliveries: fc.array(fc.record({ revision: fc.nat({ max: REVISIONS - 1 }), batch: fc.nat({ max: BATCHES - 1 }) }), {
    minLength: REVISIONS,
    maxLength: 12,
  }),
})

describe('revisions', { timeout: TORTURE_TIMEOUT_MS }, () => {
  it(`end in one state whatever their order and repetition, ${SIZES.permutations} times (promise 6)`, async () => {
    for (let done = 0, seed = Date.now(); done < SIZES.permutations; done += TOGETHER, seed += 1) {
      await using stores = await openStores()
      const oracle = new OracleLedger()
      const batches: object[][] = Array.from({ length: BATCHES }, () => [])
      for (const [number, { told, deliveries }] of fc.sample(anyTransaction, { numRuns: TOGETHER, seed }).entries()) {
        const lines = told.map((fields, revision) => lineOf(number, revision, fields))
        // The oracle hears each revision that arrives at all once, in order.
        const heard = new Set(deliveries.map(({ revision }) => revision % lines.length))
        for (const revision of [...heard].sort()) oracle.take(parsed(lines[revision]))
        for (const { revision, batch } of deliveries) batches[batch]?.push(lines[revision % lines.length] ?? {})
      }
      for (const batch of batches) await stores.take(batch)
      expect({ seed, records: await allOf(stores) }).toEqual({
        seed,
        records: oracle.select({ projectId: PROJECT_ID }),
      })
    }
    tellFigure(`permutations of revisions: ${SIZES.permutations}, every one ended as the oracle says`)
  })
})

function lineOf(number: number, revision: number, fields: readonly string[]): object {
  const values = fields.map((field) => {
    const isNumber = NUMBERS.some((name) => name === field)
    return [field, isNumber ? number + revision * 7 : `${field}-${number}-${revision}`]
  })
  return {
    transaction_id: `t${String(number).padStart(6, '0')}`,
    connection_start_time: new Date(Date.UTC(2026, 0, 1) + number * 60_000).toISOString(),
    revision,
    ...Object.fromEntries(values),
  }
}

function parsed(line: object | undefined) {
  const result = parseLine(JSON.stringify(line))
  if (!result.ok) throw new Error('the oracle refuses a line')
  return result.line
}

async function allOf({ records }: Awaited<ReturnType<typeof openStores>>): Promise<ConnectionRecord[]> {
  const all: ConnectionRecord[] = []
  for (;;) {
    const page = await records.list({ projectId: PROJECT_ID }, { offset: all.length, limit: 1_000 })
    all.push(...page.items)
    if (page.items.length === 0) return all
  }
}

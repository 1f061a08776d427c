import {
  CONNECTION_STATUSES,
  type ConnectionRecord,
  parseLine,
  parseNetwork,
  type RecordFilter,
} from '@deskledger/domain'
import { matches } from '@deskledger/engine-conformance/oracle'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tellFigure } from './figure.fixture.js'
import { openStores, PROJECT_ID } from './open-stores.fixture.js'
import { SIZES, TORTURE_TIMEOUT_MS } from './sizes.fixture.js'

const RECORDS = 400
const FIRST = Date.UTC(2026, 0, 10)
const STEP_MS = 250
/** More than there are, so that one page is the whole answer. */
const LIMIT = 1_000

/** Few values, close to one another: most filters meet some records, and miss others by a letter. */
const users = fc.constantFrom(
  'zoe',
  'ZOE',
  'Zoe@corp.example',
  'CORP\\zoe',
  '张三',
  "O'Brien",
  '100%',
  'a_b',
  'axb',
  'İx',
)
const desktops = fc.constantFrom('PC-1', 'pc-1', 'PC-2', 'Kiosk', '\u212aiosk')
const terminals = fc.constantFrom('Windows 10', 'WINDOWS 11', 'macOS 15', 'Ubuntu_24', '50% off')
const addresses = fc.constantFrom('203.0.113.9', '::ffff:203.0.113.9', '2001:db8::1', '2001:0DB8:0:0::0001', 'unknown')
const projects = fc.constantFrom('0', 'ep-1', 'EP-1')
const domains = fc.constantFrom('corp', 'CORP', 'corp.example')
const networks = fc.constantFrom('203.0.113.0/24', '203.0.113.8/30', '2001:db8::/48', '2001:db8::1/128', '0.0.0.0/0')
const reasons = fc.constantFrom('gateway timeout', 'Gateway timeout', '100%')
const versions = fc.constantFrom('1.0', '1.0.1', '2.0-beta', '2.0-BETA')
const rtt = fc.nat({ max: 12 })
const instant = fc.nat({ max: RECORDS }).map((step) => new Date(FIRST + step * STEP_MS))

const anyFacts = fc.record(
  {
    user_name: users,
    computer_name: desktops,
    terminal_type: terminals,
    public_ip: addresses,
    enterprise_project_id: projects,
    domain: domains,
    connection_setup_time: fc.constant(new Date(FIRST).toISOString()),
    connection_end_time: fc.constant(new Date(FIRST).toISOString()),
    connection_failure_reason: reasons,
    client_version: versions,
    agent_version: versions,
    e2e_rtt: rtt,
    network_rtt: rtt,
  },
  { requiredKeys: [] },
)

const range = fc.record({ min: rtt, max: rtt }, { requiredKeys: [] })
const TERMS = {
  startedFrom: instant,
  startedUntil: instant,
  userName: users,
  computerName: desktops,
  terminalType: fc.constantFrom('win', 'OS', '_', '%', '1'),
  publicIp: addresses,
  enterpriseProjectId: projects,
  domain: domains,
  status: fc.constantFrom(...CONNECTION_STATUSES),
  failureReason: reasons,
  clientVersion: versions,
  agentVersion: versions,
  wholeTerminalType: terminals,
  network: networks.map(parseNetwork),
  e2eRttMs: range,
  networkRttMs: range,
} satisfies { [Name in keyof RecordFilter]-?: fc.Arbitrary<RecordFilter[Name]> }

/** Few terms at a time meet more records. */
const names = fc.subarray(Object.keys(TERMS) as (keyof RecordFilter)[], { maxLength: 3 })
const anyFilter: fc.Arbitrary<RecordFilter> = fc
  .tuple(names, fc.record(TERMS))
  .map(([chosen, terms]) => Object.fromEntries(chosen.map((name) => [name, terms[name]])))

describe('filters', { timeout: TORTURE_TIMEOUT_MS }, () => {
  it(`select the records that the oracle selects, ${SIZES.filterPairs} times (promise 9)`, async () => {
    await using stores = await openStores()
    const seed = Date.now()
    const lines = fc.sample(anyFacts, { numRuns: RECORDS, seed }).map((facts, place) => ({
      transaction_id: `t${String(place).padStart(6, '0')}`,
      connection_start_time: new Date(FIRST + ((place * 7_919) % RECORDS) * STEP_MS).toISOString(),
      ...facts,
    }))
    await stores.take(lines)
    const records = lines.map(recordOf).sort(newestFirst)
    let met = 0
    for (const filter of fc.sample(anyFilter, { numRuns: SIZES.filterPairs, seed })) {
      const query = { projectId: PROJECT_ID, ...filter }
      const expected = records.filter((record) => matches(record, query)).map(({ transactionId }) => transactionId)
      const page = await stores.records.list(query, { offset: 0, limit: LIMIT })
      const found = page.items.map(({ transactionId }) => transactionId)
      expect({ seed, filter, count: page.totalCount, found }).toEqual({
        seed,
        filter,
        count: expected.length,
        found: expected,
      })
      if (found.length > 0 && found.length < RECORDS) met += 1
    }
    tellFigure(`filters: ${SIZES.filterPairs} equal to the oracle, ${met} of them met some records and missed others`)
    expect(met).toBeGreaterThan(SIZES.filterPairs / 2)
  })
})

function recordOf(line: object): ConnectionRecord {
  const result = parseLine(JSON.stringify(line))
  if (!result.ok) throw new Error('the oracle refuses a line')
  return result.line.record
}

function newestFirst(a: ConnectionRecord, b: ConnectionRecord): number {
  return b.startedAt.getTime() - a.startedAt.getTime() || (a.transactionId < b.transactionId ? -1 : 1)
}

import {
  CONNECTION_STATUSES,
  type ConnectionRecord,
  parseInstant,
  parseLine,
  parseNetwork,
  type RecordFilter,
} from '@deskledger/domain'
import { matches } from '@deskledger/engine-conformance/oracle'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Ledger, newLedger } from './ledger.fixture.js'
import { readCsv } from './readers.fixture.js'

const RECORDS = 20_000
const NOW = Date.now()
const HOUR_MS = 3_600_000
const USERS = ['zoe', 'ZOE', 'Zoe@corp.example', 'CORP\\zoe', '张三', "O'Brien", '100%', 'a_b', 'axb', '=1+1', 'user 1']
const DESKTOPS = ['PC-1', 'pc-1', 'PC-2', 'Kiosk 3', '桌面']
const TERMINALS = ['Windows 10', 'WINDOWS 11', 'macOS 15', 'Ubuntu_24', 'WI']
const ADDRESSES = ['203.0.113.9', '::ffff:203.0.113.9', '2001:db8::1', '2001:0DB8:0:0::0001', '10.0.0.1']
const NETWORKS = ['203.0.113.0/24', '203.0.113.8/31', '10.0.0.0/8', '2001:DB8:0::/48']
const REASONS = ['gateway timeout', 'Gateway timeout', '网络中断']
const VERSIONS = ['1.0', '1.0.1', '2.0-beta']
const PROJECTS = ['0', 'ep-1', 'EP-1']

const optional = <T>(values: readonly T[]): fc.Arbitrary<T | undefined> => fc.constantFrom(...values, undefined)
const start = fc.integer({ min: 1, max: 20 * 24 * 60 }).map((minutes) => new Date(NOW - minutes * 60_000).toISOString())
const rtt = fc.option(fc.integer({ min: 0, max: 400 }), { nil: undefined })

const anyLine = fc.record({
  connection_start_time: start,
  user_name: optional(USERS),
  computer_name: optional(DESKTOPS),
  terminal_type: optional(TERMINALS),
  public_ip: optional(ADDRESSES),
  enterprise_project_id: optional(PROJECTS),
  domain: optional(['corp', 'CORP', '']),
  e2e_rtt: rtt,
  network_rtt: rtt,
  connection_setup_time: optional([new Date(NOW).toISOString()]),
  connection_end_time: optional([new Date(NOW).toISOString()]),
  connection_failure_reason: optional([...REASONS, '']),
  client_version: optional(VERSIONS),
  agent_version: optional(VERSIONS),
})

/** Filters of one or two terms beside the start, so that most of them meet records. */
const TERMS = {
  user_name: fc.constantFrom(...USERS),
  computer_name: fc.constantFrom(...DESKTOPS),
  terminal_type: fc.constantFrom('win', 'OS', '_', '%', '1'),
  public_ip: fc.constantFrom(...ADDRESSES),
  enterprise_project_id: fc.constantFrom(...PROJECTS),
  status: fc.constantFrom(...CONNECTION_STATUSES),
  connection_failure_reason: fc.constantFrom(...REASONS),
  client_version: fc.constantFrom(...VERSIONS),
  agent_version: fc.constantFrom(...VERSIONS),
  whole_terminal_type: fc.constantFrom(...TERMINALS),
  network: fc.constantFrom(...NETWORKS),
  min_rtt: fc.integer({ min: 0, max: 200 }),
  max_rtt: fc.integer({ min: 200, max: 400 }),
}
const names = fc.subarray(Object.keys(TERMS) as (keyof typeof TERMS)[], { minLength: 1, maxLength: 2 })
const anyFilter = names.chain((chosen) =>
  fc.record({ start_time: start, ...TERMS }, { requiredKeys: ['start_time', ...chosen] }).map((filter) => {
    const kept = Object.entries(filter).filter(([name]) => name === 'start_time' || chosen.some((one) => one === name))
    return Object.fromEntries(kept) as typeof filter
  }),
)

describe('80 random filters over 20,000 random records', () => {
  let ledger: Ledger & AsyncDisposable
  let records: ConnectionRecord[]
  beforeAll(async () => {
    ledger = await newLedger()
    const lines = fc
      .sample(anyLine, { numRuns: RECORDS, seed: 20 })
      .map((line, place) => JSON.stringify({ transaction_id: `t-${String(place).padStart(6, '0')}`, ...line }))
    records = lines.map((line) => {
      const parsed = parseLine(line)
      if (!parsed.ok) throw new Error(`the oracle refuses ${line}`)
      return parsed.line.record
    })
    const result = await ledger.client.ingestConnectionRecords(`${lines.join('\n')}\n`)
    expect(result).toMatchObject({ created: RECORDS, rejected_count: 0 })
  })
  afterAll(() => ledger[Symbol.asyncDispose]())

  const filters = fc.sample(anyFilter, { numRuns: 80, seed: 40 })
  let met = 0
  afterAll(() => expect(met).toBeGreaterThan(60))

  it.each(filters)('%o: list, pages and export equal the oracle', async ({ min_rtt, max_rtt, ...filter }) => {
    const end_time = new Date(NOW + HOUR_MS).toISOString()
    const common: RecordFilter = {
      startedFrom: parseInstant(filter.start_time),
      userName: filter.user_name,
      computerName: filter.computer_name,
      terminalType: filter.terminal_type,
      publicIp: filter.public_ip,
      enterpriseProjectId: filter.enterprise_project_id,
      status: filter.status,
      failureReason: filter.connection_failure_reason,
      clientVersion: filter.client_version,
      agentVersion: filter.agent_version,
      wholeTerminalType: filter.whole_terminal_type,
      network: filter.network === undefined ? undefined : parseNetwork(filter.network),
    }
    const expected = (more: RecordFilter): string[] =>
      records
        .filter((record) => matches(record, { projectId: '', ...common, ...more }))
        .sort((a, b) => b.startedAt.getTime() - a.startedAt.getTime() || (a.transactionId < b.transactionId ? -1 : 1))
        .map((record) => record.transactionId)

    const listQuery = { ...filter, end_time, ...defined({ min_network_rtt: min_rtt, max_network_rtt: max_rtt }) }
    const inList = expected({ networkRttMs: { min: min_rtt, max: max_rtt } })
    const pages: string[] = []
    do {
      const page = await ledger.client.listLoginRecords({ ...listQuery, limit: 997, offset: pages.length })
      expect(page.total_count).toBe(inList.length)
      pages.push(...page.records.map((record) => record.transaction_id))
      if (page.records.length === 0) break
    } while (pages.length < inList.length)
    expect(pages).toEqual(inList)
    met += inList.length > 0 ? 1 : 0

    const exportQuery = { ...filter, ...defined({ min_e2e_rtt: min_rtt, max_e2e_rtt: max_rtt }) }
    const { body } = await ledger.client.exportConnections(
      { ...exportQuery, format: 'csv', columns: 'transaction_id' },
      { pollMs: 20 },
    )
    const cells = readCsv(new Uint8Array(await new Response(body).arrayBuffer()))
    expect(cells.slice(1).flat()).toEqual(expected({ e2eRttMs: { min: min_rtt, max: max_rtt } }))
  })
})

/** What is there, without what is undefined. */
function defined(bounds: Record<string, number | undefined>): Record<string, number> {
  return Object.fromEntries(Object.entries(bounds).filter((entry): entry is [string, number] => entry[1] !== undefined))
}

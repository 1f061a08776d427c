import { EXPORT_COLUMNS, RECORD_FIELDS } from '@deskledger/domain'
import { describe, expect, it } from 'vitest'
import { toExportOrder } from './export-order.js'
import { toTaskQuery } from './export-task.js'
import { toListFilter } from './record-filter.js'

const [EARLY, LATE] = ['2026-01-01T00:00Z', '2026-01-01T00:01Z']

describe('toListFilter', () => {
  it('maps each parameter to its filter', () => {
    const filter = toListFilter({
      start_time: EARLY,
      end_time: EARLY,
      user_name: 'u',
      computer_name: 'c',
      terminal_type: 't',
      enterprise_project_id: '0',
      public_ip: '::1',
      domain: 'd',
      status: 'broken',
      connection_failure_reason: 'r',
      client_version: '1.2',
      agent_version: '3.4',
      whole_terminal_type: 'w',
      network: '10.1.2.0/24',
      min_network_rtt: 3,
      max_network_rtt: 3,
    })
    expect(filter).toEqual({
      startedFrom: new Date(EARLY),
      startedUntil: new Date(EARLY),
      userName: 'u',
      computerName: 'c',
      terminalType: 't',
      enterpriseProjectId: '0',
      publicIp: '::1',
      domain: 'd',
      status: 'broken',
      failureReason: 'r',
      clientVersion: '1.2',
      agentVersion: '3.4',
      wholeTerminalType: 'w',
      network: { bytes: [10, 1, 2, 0], prefixLength: 24 },
      networkRttMs: { min: 3, max: 3 },
    })
  })

  it('takes all_granted_eps for no filter at all', () => {
    expect(toListFilter({ enterprise_project_id: 'all_granted_eps' }).enterpriseProjectId).toBeUndefined()
    expect(toListFilter({ enterprise_project_id: 'all' }).enterpriseProjectId).toBe('all')
  })

  it.each([
    [{ start_time: EARLY }, 'end_time is missing; it goes with start_time'],
    [{ end_time: EARLY }, 'start_time is missing; it goes with end_time'],
    [{ start_time: LATE, end_time: EARLY }, 'start_time must not be after end_time'],
    [{ network: '10.1.2.3/24' }, 'network must be a network like 10.1.2.0/24'],
    [{ min_network_rtt: 2, max_network_rtt: 1 }, 'min_network_rtt must not be larger than max_network_rtt'],
  ])('refuses %j', (query, message) => {
    expect(() => toListFilter(query)).toThrow(message)
  })
})

describe('toExportOrder', () => {
  const order = (query: Parameters<typeof toExportOrder>[0]) => toExportOrder(query, 'csv')

  it('has defaults for everything', () => {
    expect(order({})).toMatchObject({
      range: { start: undefined, end: undefined },
      file: { format: 'csv', language: 'en_US', timeZone: 'UTC', columns: EXPORT_COLUMNS },
    })
  })

  it('keeps the order of the columns and filters by end-to-end latency', () => {
    const { file, filter } = order({
      columns: 'user_name,e2e_rtt,computer_name',
      min_e2e_rtt: 5,
      domain: 'corp',
      status: 'failed',
    })
    expect(file.columns).toEqual(['userName', 'e2eRttMs', 'computerName'])
    expect(filter).toMatchObject({ e2eRttMs: { min: 5, max: undefined }, domain: 'corp', status: 'failed' })
  })

  it.each([
    ['user_name,user_name', 'columns names user_name more than once'],
    ['user_name, sid', 'columns must be names'],
    ['user_name,', 'columns must be names'],
    ['userName', 'columns must be names'],
    ['domain', 'columns must be names'],
  ])('refuses the columns %s', (columns, message) => {
    expect(() => order({ columns })).toThrow(message)
  })

  it.each(['ndjson', 'parquet'] as const)('of %s has all fields in the order of the API', (format) => {
    const columns = RECORD_FIELDS.map(({ name }) => name)
    expect(order({ format }).file).toEqual({ format, language: 'en_US', timeZone: 'UTC', columns })
    expect(order({ format, time_zone: 'UTC', language: 'en_US', columns: 'domain' }).file.columns).toEqual(['domain'])
  })

  it.each([
    [{ format: 'ndjson', time_zone: 'Asia/Shanghai' }, 'time_zone must be UTC or absent: ndjson is in UTC'],
    [{ format: 'parquet', language: 'zh_CN' }, 'language must be en_US or absent: nothing in parquet is translated'],
    [{ format: 'xlsx', compression: 'gzip' }, 'compression goes with csv and ndjson; xlsx is compressed inside'],
    [{ format: 'parquet', compression: 'gzip' }, 'compression goes with csv and ndjson; parquet is compressed inside'],
  ] as const)('refuses %j', (query, message) => {
    expect(() => order(query)).toThrow(message)
  })

  it.each(['csv', 'ndjson'] as const)('compresses %s when asked', (format) => {
    expect(order({ format, compression: 'gzip' }).file.compression).toBe('gzip')
  })

  it('refuses latencies the wrong way round', () => {
    expect(() => order({ min_e2e_rtt: 2, max_e2e_rtt: 1 })).toThrow('min_e2e_rtt must not be larger')
  })
})

describe('toTaskQuery', () => {
  it.each([
    [{}, 'descending'],
    [{ sort_field: 'create_time' as const }, 'ascending'],
    [{ sort_type: 'ASC' as const }, 'ascending'],
    [{ sort_field: 'create_time' as const, sort_type: 'DESC' as const }, 'descending'],
  ])('%j sorts %s', (query, order) => {
    expect(toTaskQuery(query)).toMatchObject({ order, offset: 0, limit: 20 })
  })
})

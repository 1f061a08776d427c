import { describe, expect, it } from 'vitest'
import { type ExportSearch, readExportSearch } from './export-search.js'

describe('the address of the export centre', () => {
  it.each<[Record<string, unknown>, ExportSearch]>([
    [{}, {}],
    [{ page: 2 }, { page: 2 }],
    [{ page: 0 }, {}],
    [{ order: {} }, { order: {} }],
    [{ order: { user_name: 'zoe', min_e2e_rtt: 5, other: 'x' } }, { order: { user_name: 'zoe', min_e2e_rtt: 5 } }],
    [{ order: { user_name: 42, computer_name: '' } }, { order: { user_name: '42' } }],
    [
      { order: { status: 'failed', network: '203.0.113.0/24', connection_failure_reason: 'x' } },
      { order: { status: 'failed', network: '203.0.113.0/24', connection_failure_reason: 'x' } },
    ],
    [{ order: 'zoe' }, {}],
  ])('%j shows %j', (search, shown) => {
    expect(readExportSearch(search)).toEqual(shown)
  })
})

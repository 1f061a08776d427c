import { describe, expect, it } from 'vitest'
import { type RecordSearch, readRecordSearch } from './record-search.js'

const [FROM, TO] = ['2026-01-31T08:00:00.000Z', '2026-01-31T09:00:00.000Z']

describe('the address of the records page', () => {
  it.each<[Record<string, unknown>, RecordSearch]>([
    [{}, {}],
    [
      { user: 'zoe', page: 3, size: 50, range: '7d' },
      { user: 'zoe', page: 3, size: 50, range: '7d' },
    ],
    [
      { user: 42, ep: 0 },
      { user: '42', ep: '0' },
    ],
    [
      { status: 'failed', net: '10.0.0.0/8', client: 3.1 },
      { status: 'failed', net: '10.0.0.0/8', client: '3.1' },
    ],
    [{ status: 'running' }, {}],
    [{ user: '', desktop: ['a'], ip: { a: 1 } }, {}],
    [
      { from: FROM, to: TO, range: '7d' },
      { from: FROM, to: TO },
    ],
    [{ from: FROM }, {}],
    [{ from: '2026-02-30T08:00:00.000Z', to: TO }, {}],
    [{ range: '1y', page: 0, size: 7, minRtt: -1 }, {}],
    [{ minRtt: '100', maxRtt: 1.5 }, { minRtt: 100 }],
    [
      { page: '2', columns: 'user_name,sid' },
      { page: 2, columns: 'user_name,sid' },
    ],
  ])('%j shows %j', (search, shown) => {
    expect(readRecordSearch(search)).toEqual(shown)
  })
})

import { describe, expect, it } from 'vitest'
import { shownItems } from './shown-items.js'

const ranking = (failures: readonly number[], group_count: number) => ({
  group_count,
  items: failures.map((count, place) => ({
    value: `PC-${place}`,
    connections: 9,
    failures: count,
    breaks: 0,
    users: 1,
    connected_seconds: 0,
    e2e_rtt: { count: 0 },
    last_connection_start_time: '2026-01-31T08:00:00.000Z',
  })),
})

describe('what a ranking shows', () => {
  it.each([
    ['all there is', [3, 2, 1], 3, [3, 2, 1], 3],
    ['the first of more that were told', [3, 2, 1, 1], 4, [3, 2, 1], 4],
    ['the first of more that were not told', [3, 2, 1], 12, [3, 2, 1], 12],
    ['nothing of names that have nothing, however many there are', [0, 0, 0], 12, [], 0],
    ['just those that have something', [3, 2, 0], 12, [3, 2], 2],
    ['the first of those that have something', [5, 4, 3, 2, 0], 12, [5, 4, 3], 4],
    ['nothing of nothing', [], 0, [], 0],
  ])('is %s', (_what, failures, groups, shown, count) => {
    const told = shownItems(ranking(failures, groups), (item) => item.failures, 3)
    expect([told.items.map((item) => item.failures), told.count]).toEqual([shown, count])
  })
})

import { expect, it } from 'vitest'
import { connectedMs } from './connected-time.js'
import type { ConnectionRecord } from './record.js'

const at = (minute: number): Date => new Date(Date.UTC(2026, 0, 10, 9, minute))

it.each<[string, Partial<ConnectionRecord>, number]>([
  ['established and ended', { establishedAt: at(1), endedAt: at(11) }, 10],
  ['ended, its set-up unknown', { endedAt: at(11) }, 11],
  ['ongoing', { establishedAt: at(1) }, 29],
  ['established and broken off', { establishedAt: at(1), endedAt: at(3), failureReason: 'lost' }, 2],
  ['broken off at an unknown time', { establishedAt: at(1), failureReason: 'lost' }, 0],
  ['failed', { endedAt: at(11), failureReason: 'lost' }, 0],
  ['only started', {}, 0],
  ['ended before it was established', { establishedAt: at(5), endedAt: at(3) }, 0],
  ['established later than now', { establishedAt: at(31) }, 0],
])('a connection that was %s was online for %3$s minutes', (_what, known, minutes) => {
  const record = { transactionId: 't', startedAt: at(0), ...known }
  expect(connectedMs(record, at(30))).toBe(minutes * 60_000)
})

import { expect, it } from 'vitest'
import { connectionStatusOf } from './connection-status.js'
import type { ConnectionRecord } from './record.js'

const TIME = new Date('2026-01-10T09:00:00Z')

it.each<[string, Partial<ConnectionRecord>]>([
  ['connecting', {}],
  ['connecting', { failureReason: '' }],
  ['ongoing', { establishedAt: TIME }],
  ['ended', { establishedAt: TIME, endedAt: TIME }],
  ['ended', { endedAt: TIME }],
  ['ended', { endedAt: TIME, failureReason: '' }],
  ['failed', { failureReason: 'lost' }],
  ['failed', { endedAt: TIME, failureReason: 'lost' }],
  ['broken', { establishedAt: TIME, failureReason: 'lost' }],
  ['broken', { establishedAt: TIME, endedAt: TIME, failureReason: 'lost' }],
])('a connection is %s when it has %o', (status, known) => {
  expect(connectionStatusOf({ transactionId: 't', startedAt: TIME, ...known })).toBe(status)
})

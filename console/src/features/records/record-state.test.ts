import type { ConnectionRecordView } from '@deskledger/client'
import { describe, expect, it } from 'vitest'
import { durationMsOf, stateOf } from './record-state.js'

const at = (time: string): string => `2026-01-31T${time}:00.000Z`
const NOW = Date.parse(at('12:00'))
const MINUTE = 60_000

interface Stages {
  readonly setup?: string
  readonly end?: string
  readonly reason?: string
}

const aRecord = ({ setup, end, reason }: Stages): ConnectionRecordView => ({
  transaction_id: 't',
  connection_start_time: at('09:00'),
  ...(setup && { connection_setup_time: at(setup) }),
  ...(end && { connection_end_time: at(end) }),
  ...(reason !== undefined && { connection_failure_reason: reason }),
})

describe('a connection', () => {
  it.each<[Stages, string, number | undefined]>([
    [{}, 'connecting', undefined],
    [{ setup: '09:01' }, 'ongoing', 179],
    [{ setup: '09:01', end: '10:01' }, 'ended', 60],
    [{ end: '10:00' }, 'ended', 60],
    [{ reason: 'no answer' }, 'failed', undefined],
    [{ reason: 'no answer', end: '09:05' }, 'failed', undefined],
    [{ setup: '09:01', end: '09:31', reason: 'lost' }, 'broken', 30],
    [{ setup: '09:01', reason: 'lost' }, 'broken', undefined],
    [{ setup: '09:01', end: '10:01', reason: '' }, 'ended', 60],
    [{ setup: '10:00', end: '09:59' }, 'ended', 0],
  ])('with %j is %s and lasted %s minutes', (stages, state, minutes) => {
    const record = aRecord(stages)
    expect(stateOf(record)).toBe(state)
    expect(durationMsOf(record, NOW)).toBe(minutes === undefined ? undefined : minutes * MINUTE)
  })
})

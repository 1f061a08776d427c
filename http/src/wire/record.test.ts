import { ConnectionRecordView } from '@deskledger/contract'
import { type ConnectionRecord, RECORD_FIELDS } from '@deskledger/domain'
import { Check } from 'typebox/value'
import { describe, expect, it } from 'vitest'
import { toRecordView } from './record.js'

const AT = new Date('2026-01-02T03:04:05.006Z')
const VALUES = { text: 'é', instant: AT, integer: 0, boolean: false }

/** A record that has every field. */
const FULL = Object.fromEntries(
  RECORD_FIELDS.map(({ name, kind }) => [name, VALUES[kind]]),
) as unknown as ConnectionRecord

describe('toRecordView', () => {
  it('shows exactly the fields that the contract names', () => {
    const view = toRecordView(FULL)
    expect(Object.keys(view).sort()).toEqual(Object.keys(ConnectionRecordView.properties).sort())
    expect(Check(ConnectionRecordView, view)).toBe(true)
  })

  it('tells times with milliseconds, zero and false as they are, and nothing about the unknown', () => {
    const view = toRecordView({ transactionId: 't', startedAt: AT, e2eRttMs: 0, isReconnect: false })
    expect(view).toEqual({
      transaction_id: 't',
      connection_start_time: '2026-01-02T03:04:05.006Z',
      e2e_rtt: 0,
      is_reconnect: false,
    })
  })
})

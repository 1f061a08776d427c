import type { ConnectionRecordView } from '@deskledger/client'

/** How a connection stands, from what is known of it. */
export type RecordState = 'connecting' | 'ongoing' | 'ended' | 'failed' | 'broken'

/**
 * `connecting`: only started; `ongoing`: established, without an end; `ended`; `failed`: never established, with a reason;
 * `broken`: established, then ended by a failure.
 */
export function stateOf(record: ConnectionRecordView): RecordState {
  const isEstablished = record.connection_setup_time !== undefined
  const hasReason = (record.connection_failure_reason ?? '') !== ''
  if (hasReason) return isEstablished ? 'broken' : 'failed'
  if (record.connection_end_time !== undefined) return 'ended'
  return isEstablished ? 'ongoing' : 'connecting'
}

/** How long it was, or has been up to now, in milliseconds; undefined when it never was. */
export function durationMsOf(record: ConnectionRecordView, nowMs: number): number | undefined {
  const state = stateOf(record)
  if (state === 'failed' || state === 'connecting') return undefined
  const sinceMs = Date.parse(record.connection_setup_time ?? record.connection_start_time)
  const untilMs = record.connection_end_time === undefined ? nowMs : Date.parse(record.connection_end_time)
  if (record.connection_end_time === undefined && state === 'broken') return undefined
  return Math.max(0, untilMs - sinceMs)
}

import { connectionStatusOf } from './connection-status.js'
import type { ConnectionRecord } from './record.js'

/** Since when a connection was online: established, or, if that is not known, started, provided that it ended and did not fail. */
export function onlineSince(record: ConnectionRecord): Date | undefined {
  return record.establishedAt ?? (connectionStatusOf(record) === 'ended' ? record.startedAt : undefined)
}

/**
 * For how long a connection was online, in milliseconds: until its end, or until now while it is ongoing. One that broke off
 * at an unknown time counts nothing, and neither does one whose end lies before.
 */
export function connectedMs(record: ConnectionRecord, now: Date): number {
  const since = onlineSince(record)
  const until = record.endedAt ?? (connectionStatusOf(record) === 'ongoing' ? now : undefined)
  if (since === undefined || until === undefined) return 0
  return Math.max(0, until.getTime() - since.getTime())
}

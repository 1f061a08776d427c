import type { ConnectionRecord } from './record.js'

/** How a connection can stand. */
export const CONNECTION_STATUSES = ['connecting', 'ongoing', 'ended', 'failed', 'broken'] as const
export type ConnectionStatus = (typeof CONNECTION_STATUSES)[number]

/**
 * How a connection stands, from what is known of it. `connecting`: only started; `ongoing`: established, without an end;
 * `ended`; `failed`: never established, with a failure reason; `broken`: established, then ended by a failure. An empty
 * failure reason is none.
 */
export function connectionStatusOf({ establishedAt, endedAt, failureReason = '' }: ConnectionRecord): ConnectionStatus {
  if (failureReason !== '') return establishedAt === undefined ? 'failed' : 'broken'
  if (endedAt !== undefined) return 'ended'
  return establishedAt === undefined ? 'connecting' : 'ongoing'
}

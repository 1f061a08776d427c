import { type ConnectionRecord, type DesktopCounts, foldCase, type OnlineUserQuestion } from '@deskledger/domain'

/** Users online in each stretch, stretch by stretch and connection by connection. */
export function onlineUsers(records: readonly ConnectionRecord[], question: OnlineUserQuestion): [Date, number][] {
  const { from, until, bucket, now } = question
  const widthMs = bucket === 'hour' ? 3_600_000 : 86_400_000
  const stretches: [Date, number][] = []
  for (let start = from.getTime() - (from.getTime() % widthMs); start <= until.getTime(); start += widthMs) {
    const touching = records.filter((record) => touches(record, start, start + widthMs, now))
    const users = new Set(touching.map(({ userName = '' }) => foldCase(userName)).filter((name) => name !== ''))
    stretches.push([new Date(start), users.size])
  }
  return stretches
}

/** Whether a connection was online at any instant of `[start, end)`. */
function touches(record: ConnectionRecord, start: number, end: number, now: Date): boolean {
  const { startedAt, establishedAt, endedAt } = record
  if (establishedAt === undefined && (hasFailed(record) || endedAt === undefined)) return false
  const [since, till] = [(establishedAt ?? startedAt).getTime(), (endedAt ?? now).getTime()]
  return since <= till && since < end && till >= start
}

function hasFailed({ establishedAt, failureReason = '' }: ConnectionRecord): boolean {
  return establishedAt === undefined && failureReason !== ''
}

/** Desktops by their latest connection. */
export function desktops(records: readonly ConnectionRecord[]): DesktopCounts {
  const latest = new Map<string, ConnectionRecord>()
  for (const record of [...records].sort(oldestFirst)) {
    const { computerName = '', sid = '' } = record
    latest.set(computerName === '' ? sid : foldCase(computerName), record)
  }
  latest.delete('')
  const open = [...latest.values()].filter((record) => record.endedAt === undefined && !hasFailed(record))
  return { inUse: open.length, ready: latest.size - open.length }
}

function oldestFirst(a: ConnectionRecord, b: ConnectionRecord): number {
  const byTime = a.startedAt.getTime() - b.startedAt.getTime()
  return byTime === 0 ? Buffer.compare(Buffer.from(a.transactionId), Buffer.from(b.transactionId)) : byTime
}

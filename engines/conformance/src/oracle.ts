import {
  type ConnectionRecord,
  canonicalAddress,
  connectionStatusOf,
  DEFAULT_ENTERPRISE_PROJECT,
  foldCase,
  isInNetwork,
  MERGED_FIELDS,
  type NumberRange,
  type RecordLine,
  type RecordQuery,
} from '@deskledger/domain'

/** What a line did, in the plainest words. */
export type LineEffect = 'created' | 'updated' | 'unchanged' | 'conflict'

interface Known {
  record: ConnectionRecord
  readonly revisions: Map<string, number>
}

/** A ledger of one project as the design words it, with no thought of speed: what every engine is compared with. */
export class OracleLedger {
  private readonly known = new Map<string, Known>()

  take({ record, revision }: RecordLine): LineEffect {
    const present = MERGED_FIELDS.map(({ name }) => name).filter((name) => record[name] !== undefined)
    const stored = this.known.get(record.transactionId)
    if (stored === undefined) {
      this.known.set(record.transactionId, { record, revisions: new Map(present.map((name) => [name, revision])) })
      return 'created'
    }
    if (stored.record.startedAt.getTime() !== record.startedAt.getTime()) return 'conflict'
    const differs = (name: (typeof present)[number]): boolean => !same(stored.record[name], record[name])
    if (present.some((name) => stored.revisions.get(name) === revision && differs(name))) return 'conflict'
    const winning = present.filter((name) => revision > (stored.revisions.get(name) ?? -1))
    const isChange = winning.some(differs)
    stored.record = { ...stored.record, ...Object.fromEntries(winning.map((name) => [name, record[name]])) }
    for (const name of winning) stored.revisions.set(name, revision)
    return isChange ? 'updated' : 'unchanged'
  }

  /** All matching records in the order of lists. */
  select(query: RecordQuery): ConnectionRecord[] {
    return [...this.known.values()]
      .map(({ record }) => record)
      .filter((record) => matches(record, query))
      .sort(newestFirst)
  }
}

function same(a: unknown, b: unknown): boolean {
  return a instanceof Date && b instanceof Date ? a.getTime() === b.getTime() : a === b
}

function newestFirst(a: ConnectionRecord, b: ConnectionRecord): number {
  const byTime = b.startedAt.getTime() - a.startedAt.getTime()
  if (byTime !== 0) return byTime
  return Buffer.compare(Buffer.from(a.transactionId), Buffer.from(b.transactionId))
}

/** The enterprise project that a record belongs to. */
export function enterpriseProjectOf({ enterpriseProjectId = '' }: ConnectionRecord): string {
  return enterpriseProjectId === '' ? DEFAULT_ENTERPRISE_PROJECT : enterpriseProjectId
}

/** The matching rules of design.md 4, one by one. */
export function matches(record: ConnectionRecord, query: RecordQuery): boolean {
  const equalFolded = (value: string | undefined, wanted: string | undefined): boolean =>
    wanted === undefined || (value !== undefined && foldCase(value) === foldCase(wanted))
  const [from, until] = [query.startedFrom?.getTime(), query.startedUntil?.getTime()]
  return (
    query.enterpriseProjectIds?.includes(enterpriseProjectOf(record)) !== false &&
    (from === undefined || from !== until) &&
    (query.startedFrom === undefined || record.startedAt >= query.startedFrom) &&
    (query.startedUntil === undefined || record.startedAt <= query.startedUntil) &&
    equalFolded(record.userName, query.userName) &&
    equalFolded(record.computerName, query.computerName) &&
    (query.terminalType === undefined ||
      (record.terminalType !== undefined && foldCase(record.terminalType).includes(foldCase(query.terminalType)))) &&
    (query.publicIp === undefined ||
      (record.publicIp !== undefined && canonicalAddress(record.publicIp) === canonicalAddress(query.publicIp))) &&
    (query.enterpriseProjectId === undefined || record.enterpriseProjectId === query.enterpriseProjectId) &&
    equalFolded(domainOf(record), query.domain) &&
    equalFolded(record.terminalType, query.wholeTerminalType) &&
    (query.network === undefined || (record.publicIp !== undefined && isInNetwork(record.publicIp, query.network))) &&
    (query.status === undefined || connectionStatusOf(record) === query.status) &&
    equal(record.failureReason, query.failureReason) &&
    equal(record.clientVersion, query.clientVersion) &&
    equal(record.agentVersion, query.agentVersion) &&
    within(record.e2eRttMs, query.e2eRttMs) &&
    within(record.networkRttMs, query.networkRttMs)
  )
}

function equal(value: string | undefined, wanted: string | undefined): boolean {
  return wanted === undefined || value === wanted
}

function domainOf({ domain, userName = '' }: ConnectionRecord): string | undefined {
  if (domain !== undefined && domain !== '') return domain
  if (userName.includes('\\')) return userName.slice(0, userName.indexOf('\\'))
  return userName.includes('@') ? userName.slice(userName.lastIndexOf('@') + 1) : undefined
}

function within(value: number | undefined, range: NumberRange | undefined): boolean {
  if (range?.min === undefined && range?.max === undefined) return true
  return value !== undefined && value >= (range.min ?? 0) && value <= (range.max ?? Number.POSITIVE_INFINITY)
}

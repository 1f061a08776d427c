import { LIMITS } from '@deskledger/client'

/** What records are asked for, without the time range. Text as the user wrote it; latencies in milliseconds. */
export interface RecordFilter {
  readonly user?: string
  readonly desktop?: string
  readonly ip?: string
  readonly terminal?: string
  readonly domain?: string
  readonly ep?: string
  /** The failure reason, exactly. */
  readonly reason?: string
  /** Versions of the AccessClient and the AccessAgent, exactly. */
  readonly client?: string
  readonly agent?: string
  /** The terminal's system, whole. */
  readonly os?: string
  /** Network of the egress address, `203.0.113.0/24`. */
  readonly net?: string
  readonly status?: RecordStatus
  readonly minRtt?: number
  readonly maxRtt?: number
}

/** Fields whose value is text, in the order in which they are written; the names are those of the tokens. */
export const TEXT_FIELDS = [
  'user',
  'desktop',
  'ip',
  'net',
  'terminal',
  'os',
  'domain',
  'ep',
  'reason',
  'client',
  'agent',
] as const

/** How connections stand, as the API names it. */
export const STATUSES = ['connecting', 'ongoing', 'ended', 'failed', 'broken'] as const

type RecordStatus = (typeof STATUSES)[number]

/** Largest latency the API takes, in milliseconds. */
export const MAX_RTT = LIMITS.roundTripMs

/** A filter that was read, and what could not be. */
export interface ReadFilter {
  readonly filter: RecordFilter
  /** Words that are no token, as they were written. */
  readonly unknown: readonly string[]
}

/**
 * Reads `user:zoe desktop:"PC 1" rtt>100`. A value with blanks stands in double quotes, in which `""` is a quote. The
 * latency takes `rtt>n` and `rtt<n`, exclusive as written, and `rtt>=n`, `rtt<=n`. A later token wins over an earlier one.
 */
export function readFilter(text: string): ReadFilter {
  let filter: RecordFilter = {}
  const unknown: string[] = []
  for (const [word] of text.matchAll(/(?:"(?:[^"]|"")*"|[^\s"])+/g)) {
    const read = readToken(word)
    if (read === undefined) unknown.push(word)
    else filter = { ...filter, ...read }
  }
  return { filter, unknown }
}

function readToken(word: string): RecordFilter | undefined {
  const latency = /^rtt(>=|<=|>|<)(\d{1,10})$/i.exec(word)
  if (latency !== null) return readLatency(latency[1] ?? '', Number(latency[2]))
  const [, name = '', value = ''] = /^([a-z]+):(.+)$/is.exec(word) ?? []
  const plain = unquoted(value)
  if (name.toLowerCase() === 'status') {
    const status = STATUSES.find((known) => known === plain.toLowerCase())
    return status && { status }
  }
  const field = TEXT_FIELDS.find((known) => known === name.toLowerCase())
  return field === undefined || plain === '' ? undefined : { [field]: plain }
}

function readLatency(operator: string, value: number): RecordFilter | undefined {
  const bound = value + (operator === '>' ? 1 : operator === '<' ? -1 : 0)
  if (bound < 0 || bound > MAX_RTT) return undefined
  return operator.startsWith('>') ? { minRtt: bound } : { maxRtt: bound }
}

function unquoted(value: string): string {
  return value.length > 1 && value.startsWith('"') && value.endsWith('"')
    ? value.slice(1, -1).replaceAll('""', '"')
    : value
}

/** A filter as `readFilter` reads it. */
export function writeFilter(filter: RecordFilter): string {
  const texts = TEXT_FIELDS.flatMap((field) => {
    const value = filter[field]
    return value === undefined || value === '' ? [] : [`${field}:${quoted(value)}`]
  })
  const latencies = [
    filter.minRtt === undefined ? [] : [`rtt>=${filter.minRtt}`],
    filter.maxRtt === undefined ? [] : [`rtt<=${filter.maxRtt}`],
  ]
  const status = filter.status === undefined ? [] : [`status:${filter.status}`]
  return [...texts, ...status, ...latencies.flat()].join(' ')
}

function quoted(value: string): string {
  return /[\s"]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
}

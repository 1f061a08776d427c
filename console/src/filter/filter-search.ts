import { MAX_RTT, type RecordFilter, STATUSES, TEXT_FIELDS } from './record-filter.js'

/** Time ranges that end now, by name, in hours. */
export const PRESETS = { '24h': 24, '7d': 168, '30d': 720 } as const

export type Preset = keyof typeof PRESETS

/** A filter with its time range, as an address says it. */
export interface FilterSearch extends RecordFilter {
  /** @default 24h, unless there is `from` or `to` */
  readonly range?: Preset
  /** Instants, `2026-01-31T08:00:00.000Z`; both or neither. */
  readonly from?: string
  readonly to?: string
}

/** Reads an address; what it does not understand is left out, so that an old or mangled link still shows records. */
export function readFilterSearch(search: Record<string, unknown>): FilterSearch {
  const [from, to] = [instant(search['from']), instant(search['to'])]
  const range = (Object.keys(PRESETS) as Preset[]).find((preset) => preset === search['range'])
  return defined({
    ...Object.fromEntries(TEXT_FIELDS.map((field) => [field, readText(search[field])])),
    status: STATUSES.find((status) => status === search['status']),
    minRtt: readWhole(search['minRtt'], 0, MAX_RTT),
    maxRtt: readWhole(search['maxRtt'], 0, MAX_RTT),
    ...(from !== undefined && to !== undefined ? { from, to } : { range }),
  })
}

/** Numbers count as text too: the router reads `user=42` as one. */
export function readText(value: unknown): string | undefined {
  const written = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value
  return typeof written === 'string' && written !== '' ? written : undefined
}

/** A whole number between two others, both included. */
export function readWhole(value: unknown, min: number, max: number): number | undefined {
  const number = typeof value === 'string' && /^\d{1,10}$/.test(value) ? Number(value) : value
  return typeof number === 'number' && Number.isInteger(number) && number >= min && number <= max ? number : undefined
}

function instant(value: unknown): string | undefined {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value)) return undefined
  const parsed = Date.parse(value)
  return Number.isNaN(parsed) || new Date(parsed).toISOString() !== value ? undefined : value
}

/** Without what is undefined. */
export function defined<T extends object>(members: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]?: Exclude<T[Key], undefined>
  }
}

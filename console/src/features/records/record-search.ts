import { MAX_RTT, type RecordFilter, TEXT_FIELDS } from './record-filter.js'

/** Time ranges that end now, by name, in hours. */
export const PRESETS = { '24h': 24, '7d': 168, '30d': 720 } as const

export type Preset = keyof typeof PRESETS

/** Rows of a page that can be chosen. */
export const PAGE_SIZES = [20, 50, 100, 200] as const

/** What the records page shows, as its address says it. */
export interface RecordSearch extends RecordFilter {
  /** @default 24h, unless there is `from` or `to` */
  readonly range?: Preset
  /** Instants, `2026-01-31T08:00:00.000Z`; both or neither. */
  readonly from?: string
  readonly to?: string
  /** From 1. @default 1 */
  readonly page?: number
  /** @default 20 */
  readonly size?: number
  /** Names of the columns that are shown, separated by commas. @default those of the vendor's console */
  readonly columns?: string
}

/** Reads an address; what it does not understand is left out, so that an old or mangled link still shows records. */
export function readRecordSearch(search: Record<string, unknown>): RecordSearch {
  const [from, to] = [instant(search['from']), instant(search['to'])]
  const range = (Object.keys(PRESETS) as Preset[]).find((preset) => preset === search['range'])
  return defined({
    ...Object.fromEntries(TEXT_FIELDS.map((field) => [field, text(search[field])])),
    minRtt: whole(search['minRtt'], 0, MAX_RTT),
    maxRtt: whole(search['maxRtt'], 0, MAX_RTT),
    ...(from !== undefined && to !== undefined ? { from, to } : { range }),
    page: whole(search['page'], 1, 1_000_000),
    size: PAGE_SIZES.find((size) => size === Number(search['size'])),
    columns: text(search['columns']),
  })
}

/** Numbers count as text too: the router reads `user=42` as one. */
function text(value: unknown): string | undefined {
  const written = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value
  return typeof written === 'string' && written !== '' ? written : undefined
}

function whole(value: unknown, min: number, max: number): number | undefined {
  const number = typeof value === 'string' && /^\d{1,10}$/.test(value) ? Number(value) : value
  return typeof number === 'number' && Number.isInteger(number) && number >= min && number <= max ? number : undefined
}

function instant(value: unknown): string | undefined {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value)) return undefined
  const parsed = Date.parse(value)
  return Number.isNaN(parsed) || new Date(parsed).toISOString() !== value ? undefined : value
}

function defined<T extends object>(members: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]?: Exclude<T[Key], undefined>
  }
}

import { usePreferences } from '../app/preferences.js'
import { useText } from '../text/use-text.js'

/** Numbers, instants and durations as the user chose to read them. */
export interface Format {
  readonly number: (value: number) => string
  /** An instant in the chosen zone, to the second. */
  readonly instant: (iso: string) => string
  /** To the millisecond, for a closer look. */
  readonly exactInstant: (iso: string) => string
  /** `1.2 MB`, in powers of 1000. */
  readonly bytes: (count: number) => string
  /** `1 d 2 h`, `3 m 5 s`: the two largest units. */
  readonly duration: (ms: number) => string
}

export function useFormat(): Format {
  const { language, timeZone } = usePreferences()
  const { units } = useText()
  const key = `${language} ${timeZone}`
  const format = made.get(key) ?? formatOf(language.replace('_', '-'), timeZone, units)
  made.set(key, format)
  return format
}

/** The browser takes its time to make formats, and a table asks for one in each of thousands of cells. */
const made = new Map<string, Format>()

function formatOf(locale: string, timeZone: string, units: UnitText): Format {
  const numbers = new Intl.NumberFormat(locale)
  const clock = { hourCycle: 'h23', hour: '2-digit', minute: '2-digit', second: '2-digit' } as const
  const day = { year: 'numeric', month: '2-digit', day: '2-digit' } as const
  const instants = new Intl.DateTimeFormat(locale, { timeZone, ...day, ...clock })
  const exact = new Intl.DateTimeFormat(locale, { timeZone, ...day, ...clock, fractionalSecondDigits: 3 })
  return {
    number: (value) => numbers.format(value),
    instant: (iso) => instants.format(new Date(iso)),
    exactInstant: (iso) => exact.format(new Date(iso)),
    bytes: (count) => bytesText(count, locale),
    duration: (ms) => durationText(ms, units, numbers),
  }
}

const BYTE_UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

function bytesText(count: number, locale: string): string {
  const power = Math.min(BYTE_UNITS.length - 1, Math.floor(Math.log10(Math.max(1, count)) / 3))
  const unit = { style: 'unit', unit: BYTE_UNITS[power] ?? 'byte', maximumFractionDigits: power === 0 ? 0 : 1 } as const
  return new Intl.NumberFormat(locale, unit).format(count / 1000 ** power)
}

const STEPS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const

type UnitText = Record<(typeof STEPS)[number][0], string>

function durationText(ms: number, units: UnitText, numbers: Intl.NumberFormat): string {
  const seconds = Math.floor(ms / 1000)
  const first = STEPS.findIndex(([, length]) => seconds >= length)
  if (first === -1) return `0 ${units.second}`
  let rest = seconds
  const parts = STEPS.slice(first, first + 2).map(([unit, length]) => {
    const count = Math.floor(rest / length)
    rest %= length
    return count === 0 ? '' : `${numbers.format(count)} ${units[unit]}`
  })
  return parts.filter(Boolean).join(' ')
}

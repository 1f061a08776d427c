import { useMemo } from 'react'
import { usePreferences } from '../../app/preferences.js'
import type { Grain } from './grain.js'

const PARTS = {
  HOUR: { month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  DAY: { year: 'numeric', month: '2-digit', day: '2-digit' },
  MONTH: { year: 'numeric', month: 'long' },
} as const satisfies Record<Grain, Intl.DateTimeFormatOptions>

/** What the bucket that begins at an instant is called, in the zone that it is one of. */
export function useBucketText(grain: Grain, timeZone: string): (start: string) => string {
  const { language } = usePreferences()
  return useMemo(() => {
    const format = new Intl.DateTimeFormat(language.replace('_', '-'), { timeZone, ...PARTS[grain] })
    return (start) => format.format(new Date(start))
  }, [language, timeZone, grain])
}

import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import timezone from 'dayjs/plugin/timezone.js'
import utc from 'dayjs/plugin/utc.js'
import type { ReactNode } from 'react'
import { usePreferences } from '../app/preferences.js'
import { useText } from '../text/use-text.js'

dayjs.extend(utc)
dayjs.extend(timezone)

/** A time range to the minute, told in the chosen zone. */
export function CustomRange({
  from,
  to,
  onChange,
}: {
  readonly from: string | undefined
  readonly to: string | undefined
  readonly onChange: (range: { readonly from: string; readonly to: string }) => void
}): ReactNode {
  const { timeZone } = usePreferences()
  const { records: text } = useText()
  const shown =
    from === undefined || to === undefined ? null : ([dayjs(from).tz(timeZone), dayjs(to).tz(timeZone)] as const)
  return (
    <DatePicker.RangePicker
      aria-label={text.custom}
      showTime={{ format: 'HH:mm' }}
      format="YYYY-MM-DD HH:mm"
      allowClear={false}
      value={shown === null ? null : [...shown]}
      onChange={(chosen) => {
        const [start, end] = chosen ?? []
        if (!start || !end) return
        onChange({ from: instantIn(start, timeZone), to: instantIn(end, timeZone) })
      }}
    />
  )
}

/** The picker tells wall-clock time; which instant that is, the zone says. */
function instantIn(time: dayjs.Dayjs, timeZone: string): string {
  return dayjs.tz(time.format('YYYY-MM-DDTHH:mm:00'), timeZone).toISOString()
}

const GROUPED = new Intl.NumberFormat('en-US')
const UNITS = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'] as const

/** `12,345` */
export function count(value: number): string {
  return GROUPED.format(value)
}

/** `1.5 MiB` */
export function size(byteCount: number): string {
  let value = byteCount
  let at = 0
  while (value >= 1024 && at < UNITS.length - 1) {
    value /= 1024
    at++
  }
  return `${at === 0 ? value : value.toFixed(1)} ${UNITS[at]}`
}

/** `350 ms` or `12.3 s` */
export function duration(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`
}

/**
 * How long the header Retry-After asks to wait, in milliseconds: whole seconds or an HTTP date.
 * @returns undefined without the header, or when it is neither
 */
export function parseRetryAfter(value: string | null, now: Date): number | undefined {
  if (value === null) return undefined
  if (/^\d{1,9}$/.test(value.trim())) return Number(value) * 1000
  const atMs = Date.parse(value)
  return Number.isNaN(atMs) ? undefined : Math.max(0, atMs - now.getTime())
}

/** Time that any reader gets, in milliseconds, and the bytes that one has to take per millisecond beyond it. */
const GRACE_MS = 60_000
const SLOWEST_BYTES_PER_MS = 16

/** How long a reader may take for so many bytes, in milliseconds. */
export function readingTimeMs(byteCount: number): number {
  return GRACE_MS + byteCount / SLOWEST_BYTES_PER_MS
}

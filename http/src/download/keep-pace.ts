/** Time that any reader gets, in milliseconds, and the bytes that one has to take per millisecond beyond it. */
const GRACE_MS = 60_000
const SLOWEST_BYTES_PER_MS = 16

/**
 * Passes bytes on as long as they are taken fast enough; a piece is taken when its reader comes back for the next.
 *
 * @param breakOff called when the reader is too slow, or before what `bytes` throws is thrown on
 * @param nowMs a clock that never goes back, in milliseconds
 */
export async function* keepPace(
  bytes: AsyncIterable<Uint8Array>,
  breakOff: () => void,
  nowMs: () => number = () => performance.now(),
): AsyncGenerator<Uint8Array> {
  const startedMs = nowMs()
  let takenCount = 0
  let timer: NodeJS.Timeout | undefined
  const rearm = (): void => {
    clearTimeout(timer)
    const allowedMs = GRACE_MS + takenCount / SLOWEST_BYTES_PER_MS
    timer = setTimeout(breakOff, startedMs + allowedMs - nowMs())
  }
  try {
    rearm()
    for await (const piece of bytes) {
      yield piece
      takenCount += piece.byteLength
      rearm()
    }
  } catch (error) {
    breakOff()
    throw error
  } finally {
    clearTimeout(timer)
  }
}

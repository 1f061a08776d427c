import { readingTimeMs } from '../answer/reading-time.js'

/**
 * Passes bytes on as long as they are taken fast enough; a piece is taken when its reader comes back for the next.
 *
 * @param onTooSlow breaks the answer off
 * @param onFailure does so, too, before what `bytes` throws is thrown on
 * @param nowMs a clock that never goes back, in milliseconds
 */
export async function* keepPace(
  bytes: AsyncIterable<Uint8Array>,
  onTooSlow: () => void,
  onFailure: () => void,
  nowMs: () => number = () => performance.now(),
): AsyncGenerator<Uint8Array> {
  const startedMs = nowMs()
  let takenCount = 0
  let timer: NodeJS.Timeout | undefined
  const rearm = (): void => {
    clearTimeout(timer)
    timer = setTimeout(onTooSlow, startedMs + readingTimeMs(takenCount) - nowMs())
  }
  try {
    rearm()
    for await (const piece of bytes) {
      yield piece
      takenCount += piece.byteLength
      rearm()
    }
  } catch (error) {
    onFailure()
    throw error
  } finally {
    clearTimeout(timer)
  }
}

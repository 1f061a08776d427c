import { ApiFailure } from '../answer/api-failure.js'

/** How slowly a body may come. */
export interface BodyPace {
  /** Time that any sender gets, in milliseconds. */
  readonly graceMs: number
  /** Bytes that have to come in each second beyond it; 0 waits for ever. */
  readonly bytesPerSecond: number
  /** Is told of each sender that is too slow. */
  readonly onTooSlow: () => void
}

/**
 * Passes the pieces of a body on as long as they come fast enough. Only waiting for the sender counts, not what is done
 * with a piece.
 *
 * @param arriving is not looked at again once it was too slow; ending it is up to its owner
 * @param nowMs a clock that never goes back, in milliseconds
 * @throws {ApiFailure} `timeout`
 */
export async function* keptUp(
  arriving: AsyncIterator<Buffer, unknown>,
  pace: BodyPace,
  nowMs: () => number = () => performance.now(),
): AsyncGenerator<Buffer, void, undefined> {
  let leftMs = pace.graceMs
  let isWaiting = false
  try {
    for (;;) {
      const sinceMs = nowMs()
      isWaiting = true
      const next = await within(arriving.next(), leftMs, pace)
      isWaiting = false
      leftMs -= nowMs() - sinceMs
      if (next.done === true) return
      if (pace.bytesPerSecond > 0) leftMs += (next.value.byteLength * 1000) / pace.bytesPerSecond
      yield next.value
    }
  } finally {
    // While a piece is waited for, the end of the iterator would wait, too.
    if (!isWaiting) await arriving.return?.()
  }
}

async function within<Value>(coming: Promise<Value>, leftMs: number, pace: BodyPace): Promise<Value> {
  if (pace.bytesPerSecond === 0) return coming
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(tooSlow(pace)), Math.max(0, leftMs))
  })
  try {
    return await Promise.race([coming, late])
  } finally {
    clearTimeout(timer)
    // Of what comes too late nobody is told any more.
    coming.catch(() => {})
  }
}

function tooSlow({ bytesPerSecond, graceMs, onTooSlow }: BodyPace): ApiFailure {
  onTooSlow()
  const message = `The body came too slowly: after ${graceMs / 1000} s it has to come at ${bytesPerSecond} bytes a second.`
  return new ApiFailure('timeout', message)
}

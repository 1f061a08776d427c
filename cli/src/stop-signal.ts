import type { Io } from './io.js'

/** Exit code of a process that was ended before it had stopped in good order. */
const ENDED_AT_ONCE = 1

/** Under npm one Ctrl-C arrives twice: from the terminal, and passed on by npm. Milliseconds. */
const SAME_KEY_MS = 500

/** Resolves at the first SIGINT or SIGTERM; the second one ends the process at once. */
export function stopSignal({ signals, exit, clock }: Pick<Io, 'signals' | 'exit' | 'clock'>): Promise<void> {
  return new Promise((resolve) => {
    let firstAtMs: number | undefined
    const onSignal = (signal: NodeJS.Signals): void => {
      const nowMs = clock().getTime()
      if (firstAtMs === undefined) {
        firstAtMs = nowMs
        resolve()
      } else if (signal !== 'SIGINT' || nowMs - firstAtMs >= SAME_KEY_MS) exit(ENDED_AT_ONCE)
    }
    signals.on('SIGINT', onSignal)
    signals.on('SIGTERM', onSignal)
  })
}

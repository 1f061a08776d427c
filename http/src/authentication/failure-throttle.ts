import type { Clock } from '@deskledger/domain'

/** Failures in a row before a key is refused (spec/auth.md 2.1.9). */
export const FAILURES_ALLOWED = 5

/** How long it is refused then, in milliseconds. */
export const REFUSED_MS = 5 * 60_000

/** Pairs remembered; beyond these the one that failed longest ago is forgotten. */
const MAX_PAIRS = 10_000

/** An access key is as long as its sender likes; so much of it tells keys apart. */
const KEY_LENGTH = 128

interface Failures {
  readonly count: number
  readonly at: number
}

/**
 * Slows down guessing: after more than five failures in a row, an access key is refused for five minutes, but only from
 * the address that failed, so that nobody can lock the owner out (promise 23).
 */
export class FailureThrottle {
  private readonly failures = new Map<string, Failures>()

  constructor(
    private readonly clock: Clock,
    private readonly maxPairs = MAX_PAIRS,
  ) {}

  isRefused(accessKey: string, address: string): boolean {
    return (this.current(pairOf(accessKey, address))?.count ?? 0) > FAILURES_ALLOWED
  }

  failed(accessKey: string, address: string): void {
    const pair = pairOf(accessKey, address)
    const count = (this.current(pair)?.count ?? 0) + 1
    // Deleted first, so that the map is ordered by the last failure.
    this.failures.delete(pair)
    this.failures.set(pair, { count, at: this.clock().getTime() })
    const [oldest] = this.failures.keys()
    if (this.failures.size > this.maxPairs && oldest !== undefined) this.failures.delete(oldest)
  }

  succeeded(accessKey: string, address: string): void {
    this.failures.delete(pairOf(accessKey, address))
  }

  /** Forgets failures that are over, also when the clock was set back. */
  private current(pair: string): Failures | undefined {
    const failures = this.failures.get(pair)
    if (failures === undefined) return undefined
    if (Math.abs(this.clock().getTime() - failures.at) < REFUSED_MS) return failures
    this.failures.delete(pair)
    return undefined
  }
}

function pairOf(accessKey: string, address: string): string {
  return `${address} ${accessKey.slice(0, KEY_LENGTH)}`
}

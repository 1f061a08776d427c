import type { Clock } from '@deskledger/domain'

interface Bucket {
  readonly tokens: number
  readonly atMs: number
}

/** How much may come at once, in seconds of the pace. */
const BURST_SECONDS = 2

/** Callers remembered; the one that came first is forgotten, and may begin anew. */
const MAX_CALLERS = 10_000

/** Lets each caller ask so often, and twice as often for a second: a token bucket. */
export class Pace {
  private readonly buckets = new Map<string, Bucket>()

  /** @param perSecond requests of one caller in a second, over time */
  constructor(
    private readonly clock: Clock,
    private readonly perSecond: number,
  ) {}

  /** Whether a caller may ask now; it is counted if so. */
  isKept(caller: string): boolean {
    const atMs = this.clock().getTime()
    const most = this.perSecond * BURST_SECONDS
    const before = this.buckets.get(caller) ?? { tokens: most, atMs }
    // A clock that was set back gives nothing.
    const gained = (Math.max(0, atMs - before.atMs) / 1000) * this.perSecond
    const tokens = Math.min(most, before.tokens + gained)
    if (this.buckets.size >= MAX_CALLERS && !this.buckets.has(caller)) this.forgetOldest()
    this.buckets.set(caller, { tokens: tokens < 1 ? tokens : tokens - 1, atMs })
    return tokens >= 1
  }

  private forgetOldest(): void {
    for (const caller of this.buckets.keys()) {
      this.buckets.delete(caller)
      return
    }
  }
}

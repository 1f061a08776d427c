import type { Clock } from '@deskledger/domain'

interface Bucket {
  /** Below nothing when more was taken than there was. */
  readonly tokens: number
  readonly atMs: number
}

/** How much may come at once, in seconds of the pace. */
const BURST_SECONDS = 2

/** Callers remembered; the one that came first is forgotten, and may begin anew. */
const MAX_CALLERS = 10_000

/** Lets each caller have so much in a second, and twice as much at once: a token bucket. */
export class Pace {
  private readonly buckets = new Map<string, Bucket>()

  /** @param perSecond what one caller may have in a second, over time: requests, or bytes */
  constructor(
    private readonly clock: Clock,
    private readonly perSecond: number,
  ) {}

  /** Whether a caller may ask now; it is counted if so. */
  isKept(caller: string): boolean {
    const tokens = this.tokensOf(caller)
    this.set(caller, tokens < 1 ? tokens : tokens - 1)
    return tokens >= 1
  }

  /** How long a caller has to wait until there is something left, in whole seconds; 0 when there is. */
  waitSeconds(caller: string): number {
    const tokens = this.tokensOf(caller)
    return tokens > 0 ? 0 : Math.ceil((1 - tokens) / this.perSecond)
  }

  /** Counts what a caller had, and be it more than there was: the rest has to be waited for. */
  take(caller: string, amount: number): void {
    this.set(caller, this.tokensOf(caller) - amount)
  }

  private tokensOf(caller: string): number {
    const atMs = this.clock().getTime()
    const most = this.perSecond * BURST_SECONDS
    const before = this.buckets.get(caller) ?? { tokens: most, atMs }
    // A clock that was set back gives nothing.
    const gained = (Math.max(0, atMs - before.atMs) / 1000) * this.perSecond
    return Math.min(most, before.tokens + gained)
  }

  private set(caller: string, tokens: number): void {
    if (this.buckets.size >= MAX_CALLERS && !this.buckets.has(caller)) this.forgetOldest()
    this.buckets.set(caller, { tokens, atMs: this.clock().getTime() })
  }

  private forgetOldest(): void {
    for (const caller of this.buckets.keys()) {
      this.buckets.delete(caller)
      return
    }
  }
}

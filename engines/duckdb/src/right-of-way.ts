/** How long nothing must have been asked before long work goes on, in milliseconds: whoever asks one thing after another is let through. */
const QUIET_MS = 5

/** How long after the last short work more of it is expected, in milliseconds. */
const EXPECTED_MS = 1_000

/** Lets long work wait for short: those that somebody waits for go first, within limits. */
export class RightOfWay {
  private underWay = 0
  private lastEndedMs = Number.NEGATIVE_INFINITY
  private quiet: NodeJS.Timeout | undefined
  private readonly waiting = new Set<() => void>()

  /** Whether short work is under way or was a moment ago. Long work had better come in small pieces now. */
  get isExpected(): boolean {
    return this.underWay > 0 || performance.now() - this.lastEndedMs < EXPECTED_MS
  }

  /** Runs work that goes first. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    clearTimeout(this.quiet)
    this.quiet = undefined
    this.underWay += 1
    try {
      return await work()
    } finally {
      this.underWay -= 1
      this.lastEndedMs = performance.now()
      if (this.underWay === 0) this.quiet = setTimeout(() => this.letThrough(), QUIET_MS).unref()
    }
  }

  /** Resolves when nothing that goes first is under way or was just now, at the latest after so many milliseconds. */
  async giveWay(maxMs: number): Promise<void> {
    if ((this.underWay === 0 && this.quiet === undefined) || maxMs === 0) return
    await new Promise<void>((resolve) => {
      const go = (): void => {
        clearTimeout(timer)
        this.waiting.delete(go)
        resolve()
      }
      const timer = setTimeout(go, maxMs)
      this.waiting.add(go)
    })
  }

  private letThrough(): void {
    this.quiet = undefined
    for (const go of this.waiting) go()
  }
}

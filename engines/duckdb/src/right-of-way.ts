/** Lets long work wait for short: those that somebody waits for go first, within limits. */
export class RightOfWay {
  private underWay = 0
  private readonly free = new Set<() => void>()

  /** Runs work that goes first. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.underWay += 1
    try {
      return await work()
    } finally {
      this.underWay -= 1
      if (this.underWay === 0) for (const resolve of this.free) resolve()
    }
  }

  /** Resolves when nothing that goes first is under way, at the latest after so many milliseconds. */
  async giveWay(maxMs: number): Promise<void> {
    if (this.underWay === 0 || maxMs === 0) return
    await new Promise<void>((resolve) => {
      const go = (): void => {
        clearTimeout(timer)
        this.free.delete(go)
        resolve()
      }
      const timer = setTimeout(go, maxMs)
      this.free.add(go)
    })
  }
}

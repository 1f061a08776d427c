/** Lets a number of pieces of work run at a time; the others wait, and begin in the order they were given. */
export class Slots {
  private readonly waiting: (() => void)[] = []

  constructor(private free: number) {}

  /**
   * Resolves or rejects as `work` does.
   * @param signal ends the waiting, not the work
   */
  async run<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    await this.take(signal)
    try {
      return await work()
    } finally {
      this.giveBack()
    }
  }

  private async take(signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted()
    if (this.free > 0) {
      this.free -= 1
      return
    }
    await new Promise<void>((resolve, reject) => {
      const enter = (): void => {
        signal?.removeEventListener('abort', leave)
        resolve()
      }
      const leave = (): void => {
        this.waiting.splice(this.waiting.indexOf(enter), 1)
        reject(signal?.reason)
      }
      this.waiting.push(enter)
      signal?.addEventListener('abort', leave, { once: true })
    })
  }

  private giveBack(): void {
    const next = this.waiting.shift()
    if (next === undefined) this.free += 1
    else next()
  }
}

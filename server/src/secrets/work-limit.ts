import { StoreUnavailableError } from '@deskledger/domain'

/** Lets so much work run at once; the rest waits in the order it came, up to a bound. */
export class WorkLimit {
  private runningCount = 0
  private readonly waiting: (() => void)[] = []

  constructor(private readonly bounds: { readonly running: number; readonly waiting: number }) {}

  /** @throws {StoreUnavailableError} too much is waiting already; nothing was begun */
  async run<T>(work: () => Promise<T>): Promise<T> {
    await this.turn()
    try {
      return await work()
    } finally {
      // Who waits takes the place over; it never stands free for somebody who comes now.
      const next = this.waiting.shift()
      if (next === undefined) this.runningCount -= 1
      else next()
    }
  }

  private async turn(): Promise<void> {
    if (this.runningCount < this.bounds.running) {
      this.runningCount += 1
      return
    }
    if (this.waiting.length >= this.bounds.waiting) {
      throw new StoreUnavailableError('Too many passwords are being checked at the moment; try again in a few seconds.')
    }
    await new Promise<void>((resolve) => this.waiting.push(resolve))
  }
}

import { StoreUnavailableError } from '@deskledger/domain'

/** How long a piece of work takes, by what is known beforehand. */
export type Length = 'short' | 'long'

/** What waiting and entering take. */
export interface SlotOptions {
  /** @default 'long' */
  readonly length?: Length | undefined
  /** Ends the waiting, not the work. */
  readonly signal?: AbortSignal | undefined
}

/**
 * Lets a number of pieces of work run at a time. Of the others short and long ones take turns, each in the order they were
 * given: whoever asks for little waits little, and nobody waits for ever.
 */
export class Slots {
  private readonly waiting: Record<Length, (() => void)[]> = { short: [], long: [] }
  private turn: Length = 'short'

  private free: number

  /** @param mayWait how many pieces may wait; one more is refused */
  constructor(
    private readonly count: number,
    private readonly mayWait = Number.POSITIVE_INFINITY,
  ) {
    this.free = count
  }

  /** How many pieces of work run and wait just now. */
  get load(): { readonly running: number; readonly waiting: number } {
    return { running: this.count - this.free, waiting: this.waiting.short.length + this.waiting.long.length }
  }

  /** Whether one more piece of work would be refused. */
  get isFull(): boolean {
    return this.free === 0 && this.load.waiting >= this.mayWait
  }

  /**
   * Resolves or rejects as `work` does.
   * @throws {StoreUnavailableError} too much waits already; `work` was not begun
   */
  async run<T>(work: () => Promise<T>, { length = 'long', signal }: SlotOptions = {}): Promise<T> {
    await this.take(this.waiting[length], signal)
    try {
      return await work()
    } finally {
      this.giveBack()
    }
  }

  private async take(waiting: (() => void)[], signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted()
    if (this.isFull) throw new StoreUnavailableError('Too many lists wait for their turn already; try again.')
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
        waiting.splice(waiting.indexOf(enter), 1)
        reject(signal?.reason)
      }
      waiting.push(enter)
      signal?.addEventListener('abort', leave, { once: true })
    })
  }

  private giveBack(): void {
    const next = this.next()
    if (next === undefined) this.free += 1
    else next()
  }

  private next(): (() => void) | undefined {
    const other = this.turn === 'short' ? 'long' : 'short'
    const length = this.waiting[this.turn].length > 0 ? this.turn : other
    this.turn = length === 'short' ? 'long' : 'short'
    return this.waiting[length].shift()
  }
}

/** Runs work one piece after the other, in the order it was given. */
export class SerialQueue {
  private last: Promise<unknown> = Promise.resolve()

  /** Resolves or rejects as `work` does; a failure does not stop what follows. */
  run<T>(work: () => Promise<T>): Promise<T> {
    const result = this.last.then(work)
    this.last = result.catch(() => undefined)
    return result
  }

  /** Resolves when everything given so far has ended. */
  async drain(): Promise<void> {
    await this.last
  }
}

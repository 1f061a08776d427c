/**
 * Keys of files that this process works on. Between its publication and the end of its task a file is neither being
 * written nor known to the task store, and a sweep in that moment must not take it for a leftover.
 */
export class FilesInUse {
  private readonly keys = new Set<string>()
  private readonly watched = new Set<Set<string>>()

  add(key: string): void {
    this.keys.add(key)
    for (const seen of this.watched) seen.add(key)
  }

  delete(key: string): void {
    this.keys.delete(key)
  }

  /**
   * Runs `work` with a set that gains every key in use at any moment until `work` ends, and loses none: a file whose task
   * ended after the task store was asked is in it all the same.
   */
  async whileWatching<T>(work: (seen: Set<string>) => Promise<T>): Promise<T> {
    const seen = new Set(this.keys)
    this.watched.add(seen)
    try {
      return await work(seen)
    } finally {
      this.watched.delete(seen)
    }
  }
}

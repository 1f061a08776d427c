/** Where work comes from. */
export interface Source<Item> {
  /** The next item, once work on it may begin; undefined after the last. */
  next(): Promise<Item | undefined>
  /** How many may be under way at a time just now. */
  ahead(): number
}

/**
 * What `work` makes of each item, in the order of the items, several of them under way at a time. Items are begun while
 * results are taken, so the slowest part of the way sets the pace and no more than that is kept. When it ends, however it
 * does, nothing is under way, and what nobody took was given to `discard`.
 */
export async function* inOrder<Item, Result>(
  source: Source<Item>,
  work: (item: Item) => Promise<Result>,
  discard: (result: Result) => Promise<void> = async () => {},
): AsyncGenerator<Result> {
  const underWay: Promise<Result>[] = []
  let isLastBegun = false
  const begin = async (): Promise<void> => {
    while (!isLastBegun && underWay.length < source.ahead()) {
      const item = await source.next()
      isLastBegun = item === undefined
      if (item === undefined) return
      const result = work(item)
      // A failure is met when its turn comes, not before.
      result.catch(() => undefined)
      underWay.push(result)
    }
  }
  try {
    for (;;) {
      await begin()
      const first = underWay.shift()
      if (first === undefined) return
      const result = await first
      // Others go on while this one is read.
      await begin()
      yield result
    }
  } finally {
    for (const settled of await Promise.allSettled(underWay)) {
      if (settled.status === 'fulfilled') await discard(settled.value)
    }
  }
}

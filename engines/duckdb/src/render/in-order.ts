/**
 * What `work` makes of each item, in the order of the items, several of them under way at a time. A result is asked for
 * `ahead` items before it is taken, so the slowest part of the way sets the pace and no more than that is kept. When it
 * ends, however it does, nothing is under way, and what nobody took was given to `discard`.
 */
export async function* inOrder<Item, Result>(
  items: Iterable<Item>,
  ahead: number,
  work: (item: Item) => Promise<Result>,
  discard: (result: Result) => Promise<void> = async () => {},
): AsyncGenerator<Result> {
  const underWay: Promise<Result>[] = []
  const begin = (item: Item): void => {
    const result = work(item)
    // A failure is met when its turn comes, not before.
    result.catch(() => undefined)
    underWay.push(result)
  }
  const source = items[Symbol.iterator]()
  try {
    for (let next = source.next(); ; ) {
      while (!next.done && underWay.length < ahead) {
        begin(next.value)
        next = source.next()
      }
      const first = underWay.shift()
      if (first === undefined) return
      const result = await first
      // The next one begins while this one is read.
      if (!next.done) {
        begin(next.value)
        next = source.next()
      }
      yield result
    }
  } finally {
    for (const settled of await Promise.allSettled(underWay)) {
      if (settled.status === 'fulfilled') await discard(settled.value)
    }
  }
}

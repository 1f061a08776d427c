/** Gives back what was put in, earliest first: a binary heap. */
export class TimeHeap<T extends { readonly startMs: number }> {
  readonly #items: T[] = []

  /** The earliest item, left where it is. */
  peek(): T | undefined {
    return this.#items[0]
  }

  /** Puts an item in. */
  push(item: T): void {
    const items = this.#items
    let index = items.length
    while (index > 0) {
      const parentIndex = (index - 1) >> 1
      const parent = items[parentIndex]
      if (parent === undefined || parent.startMs <= item.startMs) break
      items[index] = parent
      index = parentIndex
    }
    items[index] = item
  }

  /** Takes the earliest item out. */
  pop(): T | undefined {
    const first = this.#items[0]
    const last = this.#items.pop()
    if (last !== undefined && this.#items.length > 0) this.#sink(last)
    return first
  }

  #sink(item: T): void {
    const items = this.#items
    let index = 0
    for (;;) {
      let childIndex = 2 * index + 1
      let child = items[childIndex]
      if (child === undefined) break
      const right = items[childIndex + 1]
      if (right !== undefined && right.startMs < child.startMs) {
        child = right
        childIndex++
      }
      if (item.startMs <= child.startMs) break
      items[index] = child
      index = childIndex
    }
    items[index] = item
  }
}

/** How pages are walked. */
export interface WalkOptions {
  /** Items of one request. @default as many as the endpoint gives */
  readonly pageSize?: number | undefined
  readonly signal?: AbortSignal | undefined
}

/** One page, and how many items all pages have. */
export interface Page<Item> {
  readonly items: readonly Item[]
  readonly totalCount: number
}

/**
 * Walks all pages of a list, as they are asked for. What arrives meanwhile pushes items to the next page: one that the
 * previous page had already is left out.
 */
export async function* walkPages<Item>(
  fetchPage: (offset: number) => Promise<Page<Item>>,
  idOf: (item: Item) => string,
): AsyncGenerator<Item, void> {
  let previous = new Set<string>()
  for (let offset = 0; ; ) {
    const { items, totalCount } = await fetchPage(offset)
    for (const item of items) if (!previous.has(idOf(item))) yield item
    previous = new Set(items.map(idOf))
    offset += items.length
    if (items.length === 0 || offset >= totalCount) return
  }
}

/** How many of some records start in a stretch of time. */
export interface Bucket {
  readonly fromMs: number
  readonly count: number
}

/** Which of some records, in their order, are asked for. */
export interface AskedPage {
  readonly offset: number
  readonly limit: number
}

/** A page of the records that start in `[fromMs, untilMs)`. */
export interface PlacedPage extends AskedPage {
  readonly fromMs: number
  readonly untilMs: number
  /** All records of the stretch. */
  readonly rowCount: number
  /** Width of the buckets that it is made of. */
  readonly widthMs: number
}

/**
 * The fewest buckets that hold a page.
 * @param buckets newest first, all `widthMs` wide
 * @returns undefined when they hold less than the page
 */
export function locatePage(
  buckets: Iterable<Bucket>,
  widthMs: number,
  { offset, limit }: AskedPage,
): PlacedPage | undefined {
  let seen = 0
  let newest: { readonly untilMs: number; readonly before: number } | undefined
  for (const { fromMs, count } of buckets) {
    if (seen + count > offset) newest ??= { untilMs: fromMs + widthMs, before: seen }
    seen += count
    if (newest !== undefined && seen >= offset + limit) {
      const { untilMs, before } = newest
      return { fromMs, untilMs, offset: offset - before, limit, rowCount: seen - before, widthMs }
    }
  }
  return undefined
}

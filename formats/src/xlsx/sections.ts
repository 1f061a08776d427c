import type { RenderedRows } from '@deskledger/domain'

/**
 * Rows by section: each yielded stream holds the rows of one, and is to be read to its end before the next is asked for.
 * Without rows there is one empty section, so that a file always has a sheet.
 */
export async function* sectionsOf(
  rows: AsyncIterable<RenderedRows>,
): AsyncGenerator<AsyncIterable<RenderedRows>, undefined> {
  const source = rows[Symbol.asyncIterator]()
  let next: IteratorResult<RenderedRows> | undefined
  async function* sectionFrom(first: RenderedRows): AsyncGenerator<RenderedRows> {
    yield first
    while (true) {
      next = await source.next()
      if (next.done || next.value.section !== first.section) return
      yield next.value
    }
  }
  try {
    next = await source.next()
    if (next.done) yield nothing()
    while (!next.done) yield sectionFrom(next.value)
  } finally {
    if (!next?.done) await source.return?.()
  }
}

async function* nothing(): AsyncGenerator<never> {}

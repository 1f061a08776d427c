import type { RenderedRows, RowLayout } from '@deskledger/domain'
import { findSlices } from './find-slices.js'
import { inOrder } from './in-order.js'
import { renderParquet } from './parquet-slice.js'
import type { Slice } from './plan-slices.js'
import type { Rendering } from './rendering.js'
import { renderText } from './text-slice.js'

/**
 * Rows that one statement writes. Larger slices of text are hardly faster and cost memory; a row group of Parquet wants to
 * be large, and this is the engine's own.
 */
const ROWS_PER_SLICE = { csv: 32_768, 'sheet-xml': 16_384, ndjson: 32_768, parquet: 122_880 } as const

/** Slices under way at a time: one statement of this size keeps one thread busy. */
const SLICES_AHEAD = 2

/** Writes an answer slice by slice; the next ones are written while one is read. */
export async function* renderRows(rendering: Rendering): AsyncGenerator<RenderedRows> {
  const { database, records, layout, signal } = rendering
  const slices = await findSlices(database, records, limitsOf(layout), signal)
  const politely =
    <Result>(render: (rendering: Rendering, slice: Slice) => Promise<Result>) =>
    async (slice: Slice): Promise<Result> => {
      await rendering.giveWay()
      return render(rendering, slice)
    }
  if (layout.syntax === 'parquet') {
    const files = inOrder(slices.length === 0 ? [NO_ROWS] : slices, SLICES_AHEAD, politely(renderParquet), (file) =>
      file.discard(),
    )
    for await (const { rows, discard } of files) {
      try {
        yield rows
      } finally {
        await discard()
      }
    }
  } else {
    for await (const parts of inOrder(slices, SLICES_AHEAD, politely(renderText))) yield* parts
  }
}

/** A file without rows still tells its columns. */
const NO_ROWS: Slice = { fromMs: 0, toMs: 0, skip: 0, take: 0, isWhole: true, section: 0, rowsBefore: 0 }

function limitsOf(layout: RowLayout): { rowsPerSlice: number; rowsPerSection: number } {
  const rowsPerSection = 'maxRowsPerSection' in layout ? layout.maxRowsPerSection : undefined
  return { rowsPerSlice: ROWS_PER_SLICE[layout.syntax], rowsPerSection: rowsPerSection ?? Number.MAX_SAFE_INTEGER }
}

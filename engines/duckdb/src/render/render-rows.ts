import type { RenderedRows, RowLayout } from '@deskledger/domain'
import { findSlices } from './find-slices.js'
import { inOrder } from './in-order.js'
import { ROWS_PER_GROUP, renderParquet } from './parquet-slice.js'
import type { Slice, SliceLimits } from './plan-slices.js'
import { PlannedSlices } from './planned-slices.js'
import type { Rendering } from './rendering.js'
import { renderText } from './text-slice.js'

/** How slices are gone about. */
interface Pace {
  /** What one statement writes, at most. */
  readonly rowsPerSlice: number
  /** Slices under way at a time. */
  readonly ahead: number
}

/**
 * Larger slices of text are hardly faster and cost memory; one of this size keeps one thread busy. Beside lists a slice is
 * to end soon: while it is under way it takes a processor from them.
 */
const ALONE: Pace = { rowsPerSlice: 32_768, ahead: 2 }

/** One row group keeps one thread busy. How they are cut is part of the bytes, so it must not depend on who asks for lists. */
const PARQUET: Pace = { rowsPerSlice: ROWS_PER_GROUP, ahead: 2 }

const PACES: Readonly<Record<RowLayout['syntax'], { readonly alone: Pace; readonly besideLists: Pace }>> = {
  csv: { alone: ALONE, besideLists: { rowsPerSlice: 4_096, ahead: 1 } },
  // Three times as much text, and compressed right after.
  'sheet-xml': { alone: { ...ALONE, rowsPerSlice: 16_384 }, besideLists: { rowsPerSlice: 1_024, ahead: 1 } },
  ndjson: { alone: ALONE, besideLists: { rowsPerSlice: 4_096, ahead: 1 } },
  parquet: { alone: PARQUET, besideLists: { ...PARQUET, ahead: 1 } },
}

/** Writes an answer slice by slice; the next ones are written while one is read. */
export async function* renderRows(rendering: Rendering): AsyncGenerator<RenderedRows> {
  const { database, records, layout, lists, signal } = rendering
  const planned = await findSlices(database, records, limitsOf(layout), signal)
  const slices = new PlannedSlices(planned.length === 0 && layout.syntax === 'parquet' ? [NO_ROWS] : planned)
  const pace = (): Pace => PACES[layout.syntax][lists.areExpected() ? 'besideLists' : 'alone']
  const source = {
    async next() {
      await lists.giveWay()
      return slices.take(pace().rowsPerSlice)
    },
    ahead: () => pace().ahead,
  }
  if (layout.syntax === 'parquet') {
    const files = inOrder(
      source,
      (slice) => renderParquet(rendering, slice),
      (file) => file.discard(),
    )
    for await (const { rows, discard } of files) {
      try {
        yield rows
      } finally {
        await discard()
      }
    }
  } else {
    for await (const parts of inOrder(source, (slice) => renderText(rendering, slice))) yield* parts
  }
}

/** A file without rows still tells its columns. */
const NO_ROWS: Slice = { fromMs: 0, toMs: 0, skip: 0, take: 0, isWhole: true, section: 0, rowsBefore: 0 }

function limitsOf(layout: RowLayout): SliceLimits {
  const rowsPerSection = 'maxRowsPerSection' in layout ? layout.maxRowsPerSection : undefined
  const { rowsPerSlice } = PACES[layout.syntax].besideLists
  return { rowsPerSlice, rowsPerSection: rowsPerSection ?? Number.MAX_SAFE_INTEGER }
}

import type { RenderedRows, RowLayout } from '@deskledger/domain'
import { findSlices } from './find-slices.js'
import { inOrder } from './in-order.js'
import { renderParquet } from './parquet-slice.js'
import type { Slice, SliceLimits } from './plan-slices.js'
import { PlannedSlices } from './planned-slices.js'
import type { Rendering } from './rendering.js'
import { renderText } from './text-slice.js'

/** Rows that one statement writes, alone on the machine and while lists are asked. */
interface Pace {
  readonly alone: number
  readonly besideLists: number
}

/**
 * Larger slices of text are hardly faster and cost memory. Beside lists a slice is to end soon: one that is under way takes
 * a processor from them. A row group of Parquet wants to be large, this is the engine's own, and it must not depend on who
 * else asks what.
 */
const ROWS_PER_SLICE: Readonly<Record<RowLayout['syntax'], Pace>> = {
  csv: { alone: 16_384, besideLists: 4_096 },
  'sheet-xml': { alone: 16_384, besideLists: 1_024 },
  ndjson: { alone: 16_384, besideLists: 4_096 },
  parquet: { alone: 122_880, besideLists: 122_880 },
}

/** Slices under way at a time: one statement of this size keeps one thread busy. */
const SLICES_AHEAD = { alone: 2, besideLists: 1 } as const satisfies Pace

/** Writes an answer slice by slice; the next ones are written while one is read. */
export async function* renderRows(rendering: Rendering): AsyncGenerator<RenderedRows> {
  const { database, records, layout, lists, signal } = rendering
  const planned = await findSlices(database, records, limitsOf(layout), signal)
  const slices = new PlannedSlices(planned.length === 0 && layout.syntax === 'parquet' ? [NO_ROWS] : planned)
  const pace = (): keyof Pace => (lists.areExpected() ? 'besideLists' : 'alone')
  const source = {
    async next() {
      await lists.giveWay()
      return slices.take(ROWS_PER_SLICE[layout.syntax][pace()])
    },
    ahead: () => SLICES_AHEAD[pace()],
  }
  if (layout.syntax === 'parquet') {
    for await (const { rows, discard } of inOrder(
      source,
      (slice) => renderParquet(rendering, slice),
      (file) => file.discard(),
    )) {
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
  const rowsPerSlice = ROWS_PER_SLICE[layout.syntax].besideLists
  return { rowsPerSlice, rowsPerSection: rowsPerSection ?? Number.MAX_SAFE_INTEGER }
}

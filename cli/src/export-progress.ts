import type { ExportState } from '@deskledger/client'
import { count } from './figures.js'
import type { Progress } from './progress-bar.js'

/** How far an export is, for a progress bar. */
export function exportProgress({ progress }: ExportState): Progress {
  const { rows_written: done = 0, rows_expected: total } = progress ?? {}
  const text = total === undefined ? 'exporting' : `exporting ${count(done)} of ${count(total)} rows`
  return { done, total, text }
}

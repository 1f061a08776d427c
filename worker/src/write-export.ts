import { createHash } from 'node:crypto'
import { type ExportFile, type ExportTask, exportBytes, type PendingFile, type RenderedRows } from '@deskledger/domain'
import { IncompleteExportError } from './export-failure.js'
import type { ExportParts } from './export-parts.js'

/** Rows written so far, and how many there will be once they are counted. */
export interface RowsSeen {
  rowsWritten: number
  rowsExpected?: number
}

/**
 * Writes the rows of a task into a pending file, piece by piece; nothing is published.
 * @param rows kept up to date meanwhile
 * @returns what is known of the bytes
 * @throws {IncompleteExportError} not all rows arrived
 * @throws the signal's reason when it is aborted
 */
export async function writeExport(
  task: ExportTask,
  pending: PendingFile,
  rows: RowsSeen,
  { records, formats }: Pick<ExportParts, 'records' | 'formats'>,
  signal: AbortSignal,
): Promise<Omit<ExportFile, 'key'>> {
  const { request, cutOff } = task
  rows.rowsExpected = await records.count(request.query, cutOff, { signal })
  signal.throwIfAborted()
  const alterations = { cutCells: 0, replacedCharacters: 0, guardedCells: 0 }
  const onRows = (some: RenderedRows) => {
    rows.rowsWritten += some.rowCount
    alterations.cutCells += some.alterations?.cutCells ?? 0
    alterations.replacedCharacters += some.alterations?.replacedCharacters ?? 0
    alterations.guardedCells += some.alterations?.guardedCells ?? 0
  }
  const hash = createHash('sha256')
  let byteCount = 0
  for await (const piece of exportBytes(request, cutOff, { records, formats }, { signal, onRows })) {
    signal.throwIfAborted()
    await pending.write(piece)
    hash.update(piece)
    byteCount += piece.byteLength
  }
  if (rows.rowsWritten !== rows.rowsExpected) throw new IncompleteExportError(rows.rowsWritten, rows.rowsExpected)
  return { rowCount: rows.rowsWritten, byteCount, sha256: hash.digest('hex'), alterations }
}

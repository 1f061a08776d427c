import type { CutOff } from '../connection-record/record-query.js'
import type { FileFormats } from '../ports/file-format.js'
import type { RecordStore, RenderedRows } from '../ports/record-store.js'
import type { ExportRequest } from './export-task.js'

/** What turns records into the bytes of a file. */
export interface ExportBytesParts {
  readonly records: Pick<RecordStore, 'render'>
  readonly formats: FileFormats
}

/** How the bytes of a file are read. */
export interface ExportBytesOptions {
  /** Stops the reading, and the engine's work with it. */
  readonly signal?: AbortSignal | undefined
  /** Told of rows once the bytes of all of them were taken. @default nobody is told */
  readonly onRows?: (rows: RenderedRows) => void
}

/**
 * The file that answers a request, of the records as they stood at a held cut-off. Nothing is read before the first piece
 * is asked for; a piece is valid until the next.
 */
export function exportBytes(
  request: ExportRequest,
  cutOff: CutOff,
  { records, formats }: ExportBytesParts,
  { signal, onRows = () => {} }: ExportBytesOptions,
): AsyncIterable<Uint8Array> {
  const format = formats[request.format]
  const rendered = records.render(request.query, cutOff, format.layout(request), { signal })
  return format.encode(told(rendered, onRows), request)
}

/** Tells of rows once their reader asks for the next ones: then they are read to their end. */
async function* told(
  rendered: AsyncIterable<RenderedRows>,
  onRows: (rows: RenderedRows) => void,
): AsyncGenerator<RenderedRows> {
  for await (const some of rendered) {
    yield some
    onRows(some)
  }
}

import type { ExportFormatName, ExportRequest } from '../export-task/export-task.js'
import type { RenderedRows, RowLayout } from './record-store.js'

/** A type of file: how it wants its rows, and how rows become its bytes, compressed if the request says so. */
export interface FileFormat {
  /** How the engine renders rows for this file. */
  layout(request: ExportRequest): RowLayout
  /**
   * The file's bytes; the same rows give the same bytes, however they are cut into pieces. Rows are read only as fast as
   * the bytes are taken, memory does not grow with them, and stopping early ends their reading. A piece is valid until
   * the next is asked for. What the rows throw is thrown on.
   * @throws {InvalidParameterError} the request names a field that files have no column for; no row was read
   */
  encode(rows: AsyncIterable<RenderedRows>, request: ExportRequest): AsyncIterable<Uint8Array>
}

/** Every file type that can be asked for. */
export type FileFormats = Readonly<Record<ExportFormatName, FileFormat>>

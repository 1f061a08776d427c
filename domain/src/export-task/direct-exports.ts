import type { ProjectScope } from '../access/project-scope.js'
import type { CutOff, RecordFilter } from '../connection-record/record-query.js'
import { TooManyDirectExportsError } from '../errors.js'
import type { Clock } from '../ports/clock.js'
import type { RecordStore } from '../ports/record-store.js'
import { type ExportBytesParts, exportBytes } from './export-bytes.js'
import type { ExportRequest } from './export-task.js'
import { exportFileName } from './file-name.js'

/** What direct exports are made of. */
export interface DirectExportsParts extends ExportBytesParts {
  readonly records: Pick<RecordStore, 'render' | 'hold' | 'release'>
  readonly clock: Clock
  /** Direct exports that may be open at a time: each has the engine write for it as long as its reader takes. */
  readonly maxOpen: number
}

/** A direct export as it is asked for. Its time range is without window, or open. */
export interface DirectExportOrder {
  readonly scope: ProjectScope
  readonly filter: RecordFilter
  readonly file: Omit<ExportRequest, 'query'>
}

/** A file that is written while it is read. Whoever opened it closes it. */
export interface DirectExport {
  readonly fileName: string
  /** Reads once. Pieces stay valid. */
  read(): AsyncIterable<Uint8Array>
  /** Stops the reading and lets the cut-off go. Harmless when repeated. */
  close(): Promise<void>
}

/** Exports without a task: the caller reads the file while it is written, and nothing of it is kept. */
export class DirectExports {
  private openCount = 0

  constructor(private readonly parts: DirectExportsParts) {}

  /**
   * Holds the state of the ledger that the file is to tell.
   * @param signal fires when nobody waits for the file any more
   * @throws {TooManyDirectExportsError} as many as may be are open
   */
  async open({ scope, filter, file }: DirectExportOrder, signal: AbortSignal): Promise<DirectExport> {
    const { records, clock, maxOpen } = this.parts
    if (this.openCount >= maxOpen) throw new TooManyDirectExportsError(maxOpen)
    this.openCount += 1
    let cutOff: CutOff
    try {
      cutOff = await records.hold()
    } catch (error) {
      this.openCount -= 1
      throw error
    }
    const closing = new AbortController()
    const stop = AbortSignal.any([signal, closing.signal])
    const request = { ...file, query: { ...filter, ...scope } }
    return {
      fileName: exportFileName(clock(), file),
      read: () => kept(exportBytes(request, cutOff, this.parts, { signal: stop }), stop),
      close: async () => {
        if (closing.signal.aborted) return
        closing.abort()
        this.openCount -= 1
        await records.release(cutOff)
      },
    }
  }
}

/** Copies, since a network may still be sending a piece when it asks for the next. What was stopped never ends as if whole. */
async function* kept(pieces: AsyncIterable<Uint8Array>, stop: AbortSignal): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) yield Uint8Array.from(piece)
  stop.throwIfAborted()
}

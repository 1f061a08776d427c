import { type ExportFailure, StorageFullError } from '@deskledger/domain'

/** The API's code of an export that failed (spec/errors.md). */
const EXPORT_FAILED = 'WKS.00211401'

/** The file would not hold the rows that the ledger has: it must not be published, and another try reads the same state. */
export class IncompleteExportError extends Error {
  constructor(
    readonly rowsWritten: number,
    readonly rowsExpected: number,
  ) {
    super(`The export wrote ${rowsWritten} rows where the ledger has ${rowsExpected}.`)
    this.name = 'IncompleteExportError'
  }
}

/**
 * What a caller is told about an error that another try cannot mend; undefined when it may pass.
 * Reasons are ours word by word: an error's own message could show paths or statements.
 */
export function lastingFailure(error: unknown): ExportFailure | undefined {
  if (error instanceof StorageFullError) {
    return failure('The disk that keeps export files is full; free some space, then ask for the export again.')
  }
  if (error instanceof IncompleteExportError) {
    const { rowsWritten, rowsExpected } = error
    return failure(
      `The file would have held ${rowsWritten} rows where the ledger has ${rowsExpected}, so it was not kept; ask for the export again and tell the operator the task id.`,
    )
  }
  return undefined
}

/** What a caller is told after the last try. */
export function gaveUp(attempts: number): ExportFailure {
  return failure(
    `The export could not be finished in ${attempts} attempts; ask for it again, or tell the operator the task id: the server's log has the cause.`,
  )
}

function failure(reason: string): ExportFailure {
  return { code: EXPORT_FAILED, reason }
}

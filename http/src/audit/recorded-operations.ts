import { OPERATIONS, type Operation, type OperationId } from '@deskledger/contract'

/** Hand out records in bulk without changing anything. */
const DOWNLOADS: readonly OperationId[] = ['DownloadExportFile', 'ExportUserLoginInfoNew']

/**
 * Deliveries are no entries of the audit log: each is a batch of the ledger, with its own number and time, and agents make
 * more of them than people make of anything else. Their refusals are entries.
 */
const BATCHES: readonly OperationId[] = ['IngestConnectionRecords']

/** Whether every answer of an operation that may have had an effect is an entry of the audit log (promise 26). */
export function isRecorded(id: OperationId): boolean {
  const { effect }: Operation = OPERATIONS[id]
  return DOWNLOADS.includes(id) || (effect !== 'read' && !BATCHES.includes(id))
}

/** A ledger was not recovered. The message says why and what to do; nothing was changed. */
export class RecoveryError extends Error {
  override readonly name = 'RecoveryError'
}

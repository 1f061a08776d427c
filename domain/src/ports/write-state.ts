/**
 * Whether the ledger can take batches in. `disk-full`: somebody has to make room. `engine-failed`: a write could not be made
 * durable, and the engine is being opened again. Both end by themselves once their cause has.
 */
export type WriteState =
  | { readonly canWrite: true }
  | { readonly canWrite: false; readonly reason: 'disk-full' | 'engine-failed' }

/** `claim-lost`: the task is gone or another worker has it. `worker-stops`: the task is to be given back. */
export type StopReason = 'claim-lost' | 'worker-stops'

/** Ends the work on an export before its end. */
export class ExportStopped extends Error {
  constructor(readonly reason: StopReason) {
    super(`The export was stopped: ${reason}.`)
    this.name = 'ExportStopped'
  }
}

/** Why the work was stopped; undefined while it goes on. */
export function stopReason(signal: AbortSignal): StopReason | undefined {
  if (!signal.aborted) return undefined
  return signal.reason instanceof ExportStopped ? signal.reason.reason : 'worker-stops'
}

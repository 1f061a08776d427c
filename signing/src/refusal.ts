import type { ClaimFailure, Result } from './failure.js'

/** Ends the reading of a claim at once. Never leaves this package: `refusable` turns it into a value. */
export class Refusal extends Error {
  readonly failure: ClaimFailure

  constructor(failure: ClaimFailure) {
    super(failure.kind)
    this.failure = failure
  }
}

/** Runs `read`; what it refuses comes back as a failure, what it throws otherwise is thrown. */
export function refusable<Value>(read: () => Value): Result<Value, ClaimFailure> {
  try {
    return { ok: true, value: read() }
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, failure: error.failure }
    throw error
  }
}

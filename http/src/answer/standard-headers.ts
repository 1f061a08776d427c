import { randomBytes } from 'node:crypto'

/** A request id of our own, 32 hex digits; what a client proposes is never taken. */
export function newRequestId(): string {
  return randomBytes(16).toString('hex')
}

/** Headers of every answer. Nothing is ever cached: the call that creates a task is a GET (promises.md). */
export function standardHeaders(requestId: string): Record<string, string> {
  return { 'x-request-id': requestId, 'cache-control': 'no-store' }
}

import type { Ledger } from './ledger.fixture.js'
import type { OfficialRequest, OfficialSend } from './official-client.fixture.js'

/** What a run through the vendor's core is given. */
export interface Given {
  readonly send: OfficialSend
  /** As `send`, set up for files: every answer is bytes. */
  readonly sendForBytes: OfficialSend
  /** Of the root user and the project of the path. */
  readonly token: string
  /** To prepare and to look with. */
  readonly client: Ledger['client']
}

/** A good call of an operation with what it answers, and one that is refused. */
export interface OperationRun {
  works(given: Given): Promise<void>
  readonly refused: OfficialRequest
  /** What the exception tells. Codes of Keystone-style paths are the status (spec/errors.md 1). */
  readonly told: { readonly httpStatusCode: number; readonly errorCode: string | number; readonly errorMsg: RegExp }
}

/** A GET as generated service clients make it. */
export function get(url: string, queryParams: Record<string, unknown> = {}): OfficialRequest {
  return { method: 'GET', url, queryParams }
}

/** A POST as generated service clients make it. */
export function post(url: string, data: Record<string, unknown>): OfficialRequest {
  return { method: 'POST', url, data }
}

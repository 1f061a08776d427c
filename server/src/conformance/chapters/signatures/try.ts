import { expect } from 'vitest'
import type { Check } from '../../chapter.js'
import type { Call } from '../../send-as.js'
import { type Deviations, signByTheBook } from '../../sign-by-the-book.js'

const LIST = '/v2/{project_id}/connections/desktops'

/** A signed request for records, as it goes wrong or not. */
export interface Attempt extends Omit<Call, 'sign'> {
  readonly query?: string
  readonly deviations?: Deviations
  /** Changes the finished Authorization. */
  readonly rewrite?: (authorization: string) => string
}

/** Each of these signed requests is accepted. */
export function accepts(...attempts: readonly Attempt[]): Check {
  return async (trial) => {
    const any = await trial.anywhere()
    for (const attempt of attempts) {
      const { status, body } = await any.get(LIST, attempt.query, callOf(attempt))
      expect([status, body['error_msg']]).toEqual([200, undefined])
    }
  }
}

/** Each of these signed requests is refused with 401, for a reason that is told. */
export function rejects(reason: RegExp, ...attempts: readonly Attempt[]): Check {
  return async (trial) => {
    const any = await trial.anywhere()
    for (const attempt of attempts) {
      const { status, body } = await any.get(LIST, attempt.query, callOf(attempt))
      expect([status, body['error_code']]).toEqual([401, 'APIGW.0301'])
      expect(body['error_msg']).toMatch(reason)
    }
  }
}

/** Why a signature that does not fit is refused. */
export const MISMATCH = /: verify aksk signature fail/

function callOf({ query: _query, deviations, rewrite = (text) => text, ...call }: Attempt): Call {
  return { ...call, sign: (request, keys) => rewrite(signByTheBook(request, keys, deviations)) }
}

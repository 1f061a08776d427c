import { expect } from 'vitest'
import type { Check } from '../../chapter.js'

const DELETE = '/v2/{project_id}/export-tasks/batch-delete'

/** Each body is answered 200. */
export function deletes(...bodies: readonly unknown[]): Check {
  return async (trial) => {
    for (const body of bodies) {
      const answer = await trial.post(DELETE, body)
      expect([answer.status, answer.body['error_msg']]).toEqual([200, undefined])
    }
  }
}

/** Each body is answered 400, with a message that begins with the place in the body. */
export function refusesBody(place: string, ...bodies: readonly unknown[]): Check {
  return async (trial) => {
    for (const body of bodies) {
      const answer = await (await trial.anywhere()).post(DELETE, body)
      expect([answer.status, answer.body['error_code']]).toEqual([400, 'WKS.00211102'])
      expect(answer.body['error_msg']).toMatch(new RegExp(`^${place}`))
    }
  }
}

import { expect } from 'vitest'
import type { Check } from './chapter.js'
import type { Call, Caller } from './send-as.js'
import { type Line, recordsOf, type Trial } from './trial.js'

/** Each query is answered 200, and none of its parameters is one that the operation does not know. */
export function takes(path: string, ...queries: readonly string[]): Check {
  return async (trial) => {
    const any = await trial.anywhere()
    for (const query of queries) {
      const { status, headers, body } = await any.get(path, query)
      expect([query, status, body['error_msg'], headers['x-deskledger-ignored']]).toEqual([
        query,
        200,
        undefined,
        undefined,
      ])
    }
  }
}

/** Each query is answered 400, with a message that begins with the name of the parameter. */
export function refuses(path: string, parameter: string, ...queries: readonly string[]): Check {
  return async (trial) => {
    const any = await trial.anywhere()
    for (const query of queries) {
      const { status, body } = await any.get(path, query)
      expect([query, status, body['error_code']]).toEqual([query, 400, 'WKS.00211102'])
      expect(body['error_msg']).toMatch(new RegExp(`^${parameter} `))
    }
  }
}

/** All of these are so. */
export function all(...checks: readonly Check[]): Check {
  return async (trial) => {
    for (const check of checks) await check(trial)
  }
}

/** The ids of the records that an operation finds, in its order. */
export type Finder = (trial: Trial, query: string) => Promise<readonly string[]>

/** Of these records (t1, t2, …), each query finds those. More finders try the first query only: files take their time. */
export function finds(
  finders: Finder | readonly [Finder, ...Finder[]],
  lines: readonly Line[],
  found: Readonly<Record<string, readonly string[]>>,
): Check {
  const [first, ...others] = typeof finders === 'function' ? [finders] : finders
  return async (trial) => {
    const holder = await trial.holding(lines)
    for (const [query, ids] of Object.entries(found)) {
      expect([query, await first(holder, query)]).toEqual([query, ids])
    }
    const [query = '', ids] = Object.entries(found)[0] ?? []
    for (const finder of others) expect([query, await finder(holder, query)]).toEqual([query, ids])
  }
}

/** By ListLoginRecordsNew. */
export const listed: Finder = async (trial, query) => {
  const answer = await trial.get('/v2/{project_id}/connections/desktops', query)
  expect([query, answer.status, answer.body['error_msg']]).toEqual([query, 200, undefined])
  return recordsOf(answer).map((record) => String(record['transaction_id']))
}

/** By ExportUserConnectionNew. */
export const exported: Finder = async (trial, query) =>
  rowsOf(await trial.exportedFile(`${query}&format=csv&columns=transaction_id`))

/** By ExportUserLoginInfoNew. */
export const exportedAtOnce: Finder = async (trial, query) => rowsOf(await trial.csv(`${query}&columns=transaction_id`))

/** The lines of a CSV file without its header. */
export function rowsOf(file: Buffer): readonly string[] {
  return file.toString().split('\r\n').slice(1, -1)
}

/** A request that is answered with this status and code. */
export function fails(
  method: string,
  path: string,
  [status, code]: readonly [number, string],
  call: { readonly as?: Caller; readonly headers?: Record<string, string>; readonly body?: string } = {},
): Check {
  return async (trial) => {
    const answer = await trial.send(method, path, call)
    expect([answer.status, answer.body['error_code']]).toEqual([status, code])
  }
}

/** What each status takes of an operation: a wrong request, nobody, a stranger, another method, or a wish to fail. */
const FAILURES: Readonly<Record<400 | 401 | 403 | 405 | 500 | 503, (request: Failing) => Check>> = {
  400: ({ method, path, invalid }) => statusOf(400, method, `${path}${invalid.query ?? ''}`, invalid.call),
  401: ({ method, path }) => statusOf(401, method, path, { as: 'nobody' }),
  403:
    ({ method, path, invalid }) =>
    async (trial) =>
      statusOf(403, method, path, { ...invalid.call, as: (await trial.user()).key })(trial),
  405: ({ path }) => statusOf(405, 'PATCH', path),
  500: onDemand(500),
  503: onDemand(503),
}

/** An operation, and a request to it that is wrong. */
interface Failing {
  readonly method: string
  readonly path: string
  readonly invalid: { readonly query?: string; readonly call?: Call }
}

/** The operation fails with each of these statuses, each for its own reason. */
export function failsWith(statuses: readonly (keyof typeof FAILURES)[], request: Failing): Check {
  return all(...statuses.map((status) => FAILURES[status](request)))
}

function statusOf(status: number, method: string, path: string, call: Call = {}): Check {
  return async (trial) => {
    expect([path, (await trial.send(method, path, call)).status]).toEqual([path, status])
  }
}

/** Asked for by an operator: the real ones take a broken disk. */
function onDemand(status: 500 | 503): (request: Failing) => Check {
  return ({ method, path, invalid }) =>
    async (trial) => {
      await trial.fault({ kind: 'refuse', status })
      await statusOf(status, method, path, invalid.call)(trial)
    }
}

import { OPERATIONS, type Operation, type OperationId } from '@deskledger/contract'
import { Check } from 'typebox/value'
import { failureOf, parsed } from '../documented-failure.fixture.js'
import { type Answer, exchange } from '../exchange.fixture.js'
import type { Proof } from './columns.fixture.js'
import type { Aim } from './row.fixture.js'

/** Where a request goes, and who is to see nothing of it. */
export interface Asking {
  readonly endpoint: string
  readonly projectId: string
  readonly proof: Proof
  /** What must not be told, unless the request itself says it. */
  readonly hidden: readonly string[]
}

/** Sends a request of an operation. @returns `200`, or a failure as docs/errors.md lists it; or what is wrong with the answer */
export async function ask(id: OperationId, aim: Aim, { endpoint, projectId, proof, hidden }: Asking): Promise<string> {
  const { method, path, errorShape }: Operation = OPERATIONS[id]
  const parameters: Readonly<Record<string, string>> = { project_id: projectId, ...aim.path }
  const query = new URLSearchParams(aim.query).toString()
  const target = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => parameters[name] ?? '') + (query && `?${query}`)
  const { body, type } = bodyOf(aim)
  const headers = proof({
    method,
    url: `${endpoint}${target}`,
    headers: { ...aim.headers, ...(type === undefined ? {} : { 'Content-Type': type }) },
    body,
  })
  const answer = await exchange(endpoint, { method, target, headers, body })
  const outcome = answer.status < 300 ? successOf(id, answer) : failureOf(answer, errorShape)
  const said = `${target} ${body} ${JSON.stringify(headers)}`
  const told = `${answer.body} ${JSON.stringify(answer.headers)}`
  const leaks = hidden.filter((text) => told.includes(text) && !said.includes(text))
  return leaks.length === 0 ? outcome : `${outcome}, which tells ${leaks.join(' and ')}`
}

function bodyOf({ body }: Aim): { body?: string; type?: string } {
  if (body === undefined) return {}
  if (typeof body === 'string') return { body, type: 'application/x-ndjson' }
  return { body: JSON.stringify(body), type: 'application/json' }
}

/** The status, when answer and body are those of the contract. */
function successOf(id: OperationId, { status, headers, body, isWhole }: Answer): string {
  const { answer }: Operation = OPERATIONS[id]
  const { mediaType, schema } = answer
  if (!isWhole) return `${status}, broken off`
  if (status !== answer.status) return `${status} instead of ${answer.status}`
  if (headers['content-type'] !== mediaType) return `${status} of type ${headers['content-type']}`
  if (mediaType === undefined) return body.length === 0 ? `${status}` : `${status} with a body`
  if (mediaType === 'application/json' && schema !== undefined && !Check(schema, parsed(body))) {
    return `${status} not of the schema: ${body}`
  }
  return `${status}`
}

import { STATUS_CODES } from 'node:http'
import {
  API_ERRORS,
  type ApiErrorName,
  ErrorBody,
  IamErrorBody,
  KeystoneErrorBody,
  type Operation,
} from '@deskledger/contract'
import { Check } from 'typebox/value'
import type { Answer } from './exchange.fixture.js'

/** Names of the shapes of error bodies. */
export type ErrorShape = Operation['errorShape']

/** What a body tells besides its message. */
interface Told {
  readonly code: string
  readonly requestId?: string
}

/** Reads the body of a shape; undefined when it is not of it. */
const READERS: Record<ErrorShape, (body: unknown, status: number) => Told | undefined> = {
  service: (body) => (Check(ErrorBody, body) ? { code: body.error_code, requestId: body.request_id } : undefined),
  iam: (body) => (Check(IamErrorBody, body) ? { code: body.error_code, requestId: body.request_id } : undefined),
  keystone: (body, status) => {
    if (!Check(KeystoneErrorBody, body)) return undefined
    return body.error.code === status && body.error.title === STATUS_CODES[status] ? { code: '' } : undefined
  },
}

/** A failure as a row of docs/errors.md: `403 WKS.00081102`. Keystone's bodies have no code but the status. */
export function documented(name: ApiErrorName, shape: ErrorShape): string {
  const { status, code, iamCode } = API_ERRORS[name]
  return `${status} ${{ service: code, iam: iamCode, keystone: '' }[shape]}`.trim()
}

const DOCUMENTED = Object.fromEntries(
  (['service', 'iam', 'keystone'] as const).map((shape) => [
    shape,
    new Set(Object.keys(API_ERRORS).map((name) => documented(name as ApiErrorName, shape))),
  ]),
) as Record<ErrorShape, Set<string>>

/** What an answer tells as a failure of a shape, as {@link documented} writes it, or what is wrong with it. */
export function failureOf({ status, headers, body }: Answer, shape: ErrorShape): string {
  const { 'content-type': type, 'x-request-id': requestId = '' } = headers
  if (type !== 'application/json') return `${status} of type ${type}`
  if (!/^[0-9a-f]{32}$/.test(String(requestId))) return `${status} without a request id`
  const told = READERS[shape](parsed(body), status)
  if (told === undefined) return `${status} not of the shape ${shape}: ${body.toString().slice(0, 300)}`
  if ((told.requestId ?? requestId) !== requestId) return `${status} of another request`
  const failure = `${status} ${told.code}`.trim()
  return DOCUMENTED[shape].has(failure) ? failure : `${failure}, which is not documented`
}

/** Whether an answer is a failure that is documented, in the form of the shape. */
export function isDocumentedFailure(answer: Answer, shape: ErrorShape): boolean {
  return DOCUMENTED[shape].has(failureOf(answer, shape))
}

/** A body as JSON; undefined when it is none. */
export function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString())
  } catch {
    return undefined
  }
}

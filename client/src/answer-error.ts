import {
  type AnswerFacts,
  ApiError,
  AuthenticationError,
  ConflictError,
  InvalidRequestError,
  LinesRefusedError,
  NotFoundError,
  PermissionError,
  ServerError,
  TooManyRequestsError,
} from './errors.js'
import { parseRetryAfter } from './retry-after.js'

const CLASS_OF_STATUS = new Map([
  [401, AuthenticationError],
  [403, PermissionError],
  [404, NotFoundError],
  [409, ConflictError],
  [410, NotFoundError],
  [429, TooManyRequestsError],
])

/**
 * The error for an answer that is not a success. Reads its body, in any of the three shapes (spec/errors.md 1): a gateway
 * may answer in its own on every path.
 */
export async function answerError(response: Response, now: Date): Promise<ApiError> {
  const { status, headers } = response
  const body = parsed(await response.text())
  const keystone = asObject(body['error'])
  const facts: AnswerFacts = {
    status,
    code: textOf(body['error_code']) ?? textOf(keystone['code']) ?? '',
    message:
      textOf(body['error_msg']) ??
      textOf(keystone['message']) ??
      `Status ${status} without the body of an API error; is this the right endpoint?`,
    requestId: requestIdOf(headers) ?? textOf(body['request_id']),
    retryAfterMs: parseRetryAfter(headers.get('retry-after'), now),
  }
  const { rejected_count: rejectedCount, rejected } = body
  if (status === 400 && typeof rejectedCount === 'number' && Array.isArray(rejected)) {
    return new LinesRefusedError(facts, rejectedCount, rejected)
  }
  const Class = CLASS_OF_STATUS.get(status) ?? classOfRange(status)
  return new Class(facts)
}

/** A success whose body is not what the API answers: most likely something else listens at the endpoint. */
export function unreadableAnswer(response: Response): ApiError {
  return new ApiError({
    status: response.status,
    code: '',
    message: 'The answer is not JSON; is this the right endpoint?',
    requestId: requestIdOf(response.headers),
    retryAfterMs: undefined,
  })
}

function classOfRange(status: number): typeof ApiError {
  if (status >= 500) return ServerError
  return status >= 400 ? InvalidRequestError : ApiError
}

/** The vendor's IAM names its id in a header of its own (spec/api.md 10). */
function requestIdOf(headers: Headers): string | undefined {
  return headers.get('x-request-id') ?? headers.get('x-iam-trace-id') ?? undefined
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    return asObject(JSON.parse(text))
  } catch {
    return {} // An answer of a proxy, say; the status tells enough.
  }
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

/** Codes of Keystone-style paths are numbers. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' ? value : undefined
}

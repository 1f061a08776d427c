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

/** The error for an answer that is not a success. Reads its body. */
export async function answerError(response: Response, now: Date): Promise<ApiError> {
  const { status, headers } = response
  const body = asObject(await response.text())
  const facts: AnswerFacts = {
    status,
    code: textOf(body['error_code']) ?? '',
    message:
      textOf(body['error_msg']) ?? `Status ${status} without the body of an API error; is this the right endpoint?`,
    requestId: headers.get('x-request-id') ?? textOf(body['request_id']),
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
    requestId: response.headers.get('x-request-id') ?? undefined,
    retryAfterMs: undefined,
  })
}

function classOfRange(status: number): typeof ApiError {
  if (status >= 500) return ServerError
  return status >= 400 ? InvalidRequestError : ApiError
}

function asObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {} // An answer of a proxy, say; the status tells enough.
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

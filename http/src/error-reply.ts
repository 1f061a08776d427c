import { STATUS_CODES } from 'node:http'
import type { ApiErrorName } from '@deskledger/contract'
import { DomainError, type DomainErrorCode } from '@deskledger/domain'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Overload } from './admission/admission-limits.js'
import { ApiFailure, type FailureExtras } from './answer/api-failure.js'
import { ClientGoneError } from './answer/client-gone.js'
import { standardHeaders } from './answer/standard-headers.js'
import { type ErrorShape, errorShapeOf } from './known-paths.js'

const DOMAIN_ERRORS = {
  'invalid-parameter': 'invalidParameter',
  'export-task-not-found': 'notFound',
  'export-not-ready': 'conflict',
  'export-failed': 'conflict',
  'export-expired': 'expired',
  'too-many-export-tasks': 'tooManyRequests',
  'too-many-direct-exports': 'unavailable',
  'illegal-transition': 'internal',
  'store-unavailable': 'unavailable',
  'storage-full': 'unavailable',
  'query-timeout': 'unavailable',
  'access-denied': 'forbidden',
  'project-unavailable': 'projectUnavailable',
  'entity-not-found': 'notFound',
  'directory-conflict': 'conflict',
  'wrong-password': 'wrongPassword',
  'unreadable-secret': 'internal',
  'audit-log-unavailable': 'unavailable',
} as const satisfies Record<DomainErrorCode, ApiErrorName>

/** Limits of work that the domain keeps. */
const DOMAIN_OVERLOADS: Partial<Record<DomainErrorCode, Overload>> = {
  'too-many-export-tasks': 'exportTasks',
  'too-many-direct-exports': 'directExports',
  'query-timeout': 'queryTime',
}

/** When a client may try again, in seconds. */
const RETRY_AFTER = { unavailable: '5', tooManyRequests: '10' } as const satisfies Partial<Record<ApiErrorName, string>>

const INTERNAL_MESSAGE = 'The request failed inside the server; its log has the request id.'

/** The one place where whatever was thrown becomes a status, a code and a message. */
export function toFailure(error: unknown): ApiFailure {
  if (error instanceof ApiFailure) return error
  if (error instanceof DomainError) return fromDomain(error)
  const { code, statusCode } = error as { code?: unknown; statusCode?: unknown }
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
    return new ApiFailure('unsupportedMediaType', 'Content-Type cannot be read; send it as type/subtype.')
  }
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500) {
    return new ApiFailure('malformedRequest', 'The request cannot be read.')
  }
  return new ApiFailure('internal', INTERNAL_MESSAGE)
}

function fromDomain(error: DomainError): ApiFailure {
  const name = DOMAIN_ERRORS[error.code]
  if (name === 'internal') return new ApiFailure(name, INTERNAL_MESSAGE)
  const seconds = name === 'unavailable' || name === 'tooManyRequests' ? RETRY_AFTER[name] : undefined
  const overload = DOMAIN_OVERLOADS[error.code]
  return new ApiFailure(name, error.message, {
    ...(seconds !== undefined && { headers: { 'retry-after': seconds } }),
    ...(overload !== undefined && { overload }),
  })
}

/** The documented error body of the service (spec/errors.md 1). */
export function errorBody(failure: ApiFailure, requestId: string): Record<string, unknown> {
  return {
    error_code: failure.code,
    error_msg: failure.message,
    request_id: requestId,
    ...failure.extras.details,
  }
}

/** The error bodies that there are, by the name that the contract gives them. */
const BODIES: Record<ErrorShape, (failure: ApiFailure, requestId: string) => Record<string, unknown>> = {
  service: errorBody,
  keystone: ({ status, message }) => ({ error: { code: status, message, title: STATUS_CODES[status] ?? '' } }),
  iam: ({ iamCode, message }, requestId) => ({ error_code: iamCode, error_msg: message, request_id: requestId }),
}

/** What is counted and recorded of a failure. */
export interface FailureFacts extends Pick<FailureExtras, 'overload' | 'sizeLimit'> {
  /** Its `error_code`. */
  readonly code: string
}

/** The answer to a failure, whole. */
interface FailureAnswer {
  readonly status: number
  readonly headers: Record<string, string>
  readonly body: Buffer
  readonly facts: FailureFacts
}

/** Says how a failure is answered, and logs what nobody should suffer. */
export function failureAnswer(error: unknown, request: FastifyRequest): FailureAnswer {
  const failure = toFailure(error)
  // What HTTP decided by itself is no fault to look for, and comes by the thousand under an overload; metrics count it.
  const isSuffered = !(error instanceof ApiFailure || error instanceof ClientGoneError)
  if (failure.status >= 500 && isSuffered) request.log.error({ err: error }, 'request failed')
  const headers = {
    ...standardHeaders(request.id),
    ...failure.extras.headers,
    'content-type': 'application/json',
  }
  const body = BODIES[errorShapeOf(request.raw.url ?? '')](failure, request.id)
  const { overload, sizeLimit } = failure.extras
  return {
    status: failure.status,
    headers,
    body: Buffer.from(JSON.stringify(body)),
    facts: { code: failure.code, ...(overload && { overload }), ...(sizeLimit && { sizeLimit }) },
  }
}

/** Fastify's error handler: answers every failure of every route, and of the framework. */
export function replyWithFailure(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { status, headers, body, facts } = failureAnswer(error, request)
  request.failure = facts
  return reply.code(status).headers(headers).send(body)
}

import type { RejectedLine } from '@deskledger/contract'

/** Everything this client throws on its own; what an `AbortSignal` throws is passed on as it is. */
export abstract class DeskledgerError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = new.target.name
  }
}

/** What an answer that is not a success told. */
export interface AnswerFacts {
  /** HTTP status. */
  readonly status: number
  /** `error_code` of the body; on Keystone-style paths its number as text; empty when the answer had none. */
  readonly code: string
  readonly message: string
  /** To be quoted to the operator, whose log has it. */
  readonly requestId: string | undefined
  /** From the header Retry-After. */
  readonly retryAfterMs: number | undefined
}

/** The endpoint answered, but not with a success. Statuses with a class of their own are thrown as that class. */
export class ApiError extends DeskledgerError implements AnswerFacts {
  readonly status: number
  readonly code: string
  readonly requestId: string | undefined
  readonly retryAfterMs: number | undefined

  constructor({ status, code, message, requestId, retryAfterMs }: AnswerFacts) {
    super(message)
    this.status = status
    this.code = code
    this.requestId = requestId
    this.retryAfterMs = retryAfterMs
  }
}

/** 400, and every other 4xx without a class of its own: the request has to change before it is sent again. */
export class InvalidRequestError extends ApiError {}

/** 400 of an atomic delivery: some lines were refused, so nothing was stored. **Extension.** */
export class LinesRefusedError extends InvalidRequestError {
  constructor(
    facts: AnswerFacts,
    readonly rejectedCount: number,
    /** The first of them, as in an `IngestResult`. */
    readonly rejected: readonly RejectedLine[],
  ) {
    super(facts)
  }
}

/** 401: a wrong access key, secret key, token or password, or a clock more than 15 minutes off. */
export class AuthenticationError extends ApiError {}

/** 403: the credentials may not do this, or are for another project. */
export class PermissionError extends ApiError {}

/** 404 or 410: there is no such thing or path, or it has expired. */
export class NotFoundError extends ApiError {}

/** 409: not possible in the present state, for example a download while the task is CREATING. */
export class ConflictError extends ApiError {}

/** 429: too much at once; `retryAfterMs` says when to come back, if the endpoint told. */
export class TooManyRequestsError extends ApiError {}

/** 5xx: the endpoint failed or cannot serve now. */
export class ServerError extends ApiError {}

/** No whole answer came: refused, reset, no such host. Whether the request took effect is not known. See `cause`. */
export class ConnectionError extends DeskledgerError {
  constructor(endpoint: string, cause: unknown) {
    super(`No answer from ${endpoint}: ${reasonOf(cause)}`, { cause })
  }
}

/** The export ended without a file: the task is FAIL, EXPIRED, or was deleted while it was waited for. */
export class ExportFailedError extends DeskledgerError {
  constructor(
    readonly taskId: string,
    /** `error_code` of the task. */
    readonly code: string | undefined,
    /** `fail_reason` of the task. */
    readonly reason: string,
  ) {
    super(`Export task ${taskId} ended without a file: ${reason}`)
  }
}

/** The file that came is not the one that was made: its SHA-256 or its size differs. Download it again. */
export class DamagedFileError extends DeskledgerError {
  constructor(
    readonly taskId: string,
    /** What the endpoint told and what came, for example `SHA-256 ab…, not cd…`. */
    readonly difference: string,
  ) {
    super(`The file of task ${taskId} came damaged: ${difference}`)
  }
}

/** No projectId was given, and the credentials do not reach exactly one project. */
export class ProjectChoiceError extends DeskledgerError {
  constructor(
    message: string,
    /** The projects to choose from; empty when there are none or the endpoint does not tell. */
    readonly projects: readonly { readonly id: string; readonly name: string }[],
    cause?: unknown,
  ) {
    super(message, { cause })
  }
}

/** `fetch` says only "fetch failed"; its own cause, which may be several tries at once, knows why. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0])
  if (!(error instanceof Error)) return String(error)
  return error.cause === undefined ? error.message : reasonOf(error.cause)
}

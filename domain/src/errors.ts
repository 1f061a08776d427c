/** Stable names of what can go wrong; `http/` gives each a status and an API code. */
export type DomainErrorCode =
  | 'invalid-parameter'
  | 'export-task-not-found'
  | 'export-not-ready'
  | 'export-failed'
  | 'export-expired'
  | 'too-many-export-tasks'
  | 'too-many-direct-exports'
  | 'illegal-transition'
  | 'store-unavailable'
  | 'storage-full'
  | 'query-timeout'
  | 'access-denied'
  | 'project-unavailable'
  | 'entity-not-found'
  | 'directory-conflict'
  | 'wrong-password'
  | 'unreadable-secret'
  | 'audit-log-unavailable'

/** A failure that the product knows. `facts` are for programs, the message for people: it says what to do. */
export abstract class DomainError extends Error {
  abstract readonly code: DomainErrorCode
  constructor(
    message: string,
    readonly facts: Readonly<Record<string, unknown>> = {},
    options?: ErrorOptions,
  ) {
    super(message, options)
    this.name = new.target.name
  }
}

/** A parameter that cannot be used as sent; the message names it and says what it takes. */
export class InvalidParameterError extends DomainError {
  readonly code = 'invalid-parameter'
  constructor(parameter: string, problem: string) {
    super(`${parameter} ${problem}`, { parameter })
  }
}

/** There is no such task in this project; a task of another project counts as none. */
export class ExportTaskNotFoundError extends DomainError {
  readonly code = 'export-task-not-found'
  constructor(taskId: string) {
    super(`There is no export task '${taskId}' in this project.`, { taskId })
  }
}

/** The export has no file yet. Ask again later: the task's detail says how far it is. */
export class ExportNotReadyError extends DomainError {
  readonly code = 'export-not-ready'
  constructor(taskId: string) {
    super(`Export task '${taskId}' is CREATING; its file exists once it is SUCCESS.`, { taskId })
  }
}

/** The export failed and will have no file. */
export class ExportFailedError extends DomainError {
  readonly code = 'export-failed'
  constructor(taskId: string, reason: string) {
    super(`Export task '${taskId}' is FAIL and has no file: ${reason} Ask for a new export.`, { taskId, reason })
  }
}

/** The file was removed after its retention. */
export class ExportExpiredError extends DomainError {
  readonly code = 'export-expired'
  constructor(taskId: string) {
    super(`Export task '${taskId}' is EXPIRED and its file is gone; ask for a new export.`, { taskId })
  }
}

/** The project, or the user in it, has as many unfinished tasks as may be. */
export class TooManyExportTasksError extends DomainError {
  readonly code = 'too-many-export-tasks'
  constructor(limit: number, limitOfRequester: number) {
    super(
      `A project may have ${limit} unfinished export tasks, and ${limitOfRequester} of one user; wait for one to end or delete one.`,
      { limit, limitOfRequester },
    )
  }
}

/** As many files as may be are being written into answers. */
export class TooManyDirectExportsError extends DomainError {
  readonly code = 'too-many-direct-exports'
  constructor(limit: number) {
    super(`The server already answers ${limit} exports directly; try again later, or ask for an export task.`, {
      limit,
    })
  }
}

/** A status that does not follow the task's present one. */
export class IllegalTransitionError extends DomainError {
  readonly code = 'illegal-transition'
  constructor(taskId: string, from: string, to: string) {
    super(`Export task '${taskId}' is ${from} and cannot become ${to}.`, { taskId, from, to })
  }
}

/** The engine cannot be used now; the same call may work later. */
export class StoreUnavailableError extends DomainError {
  readonly code = 'store-unavailable'
  constructor(message: string, options?: ErrorOptions) {
    super(message, {}, options)
  }
}

/** A question was not answered within its time, and its work was stopped. */
export class QueryTimeoutError extends DomainError {
  readonly code = 'query-timeout'
  constructor(timeoutMs: number) {
    super(`The answer took longer than ${timeoutMs / 1000} s; ask for a shorter time, or again later.`, { timeoutMs })
  }
}

/** No room is left where data or files are kept; the operator has to make some. */
export class StorageFullError extends DomainError {
  readonly code = 'storage-full'
  constructor(options?: ErrorOptions) {
    super('The disk that keeps the data is full; free some space, then try again.', {}, options)
  }
}

/** What has to be recorded cannot be, so it may not be done (promise 26). */
export class AuditLogUnavailableError extends DomainError {
  readonly code = 'audit-log-unavailable'
  constructor(options?: ErrorOptions) {
    super('The audit log cannot be written, so nothing that has to be recorded is done; try again later.', {}, options)
  }
}

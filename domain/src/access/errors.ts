import { DomainError } from '../errors.js'

/** No policy allows it, or one denies it. */
export class AccessDeniedError extends DomainError {
  readonly code = 'access-denied'
  constructor(message: string) {
    super(message)
  }
}

/** The project is disabled. */
export class ProjectUnavailableError extends DomainError {
  readonly code = 'project-unavailable'
  constructor() {
    super('The project is unavailable: it is disabled.')
  }
}

/** The account has no such thing; what belongs to another account counts as none. */
export class EntityNotFoundError extends DomainError {
  readonly code = 'entity-not-found'
  constructor(what: string, id: string) {
    super(`There is no ${what} '${id}' in this account.`, { what, id })
  }
}

/** The change contradicts what there is: a name is taken, something is in use, protected, or too much. */
export class DirectoryConflictError extends DomainError {
  readonly code = 'directory-conflict'
  constructor(message: string) {
    super(message)
  }
}

/** Account, user or password is wrong, or the user may not sign in. Which of these is not told. */
export class WrongPasswordError extends DomainError {
  readonly code = 'wrong-password'
  constructor() {
    super('The username or password is wrong.')
  }
}

/** A sealed secret cannot be read: the key that sealed it is not the one in use, or somebody changed it. */
export class UnreadableSecretError extends DomainError {
  readonly code = 'unreadable-secret'
  constructor(options?: ErrorOptions) {
    super('A secret cannot be read with the key of this server; give the key that sealed it.', {}, options)
  }
}

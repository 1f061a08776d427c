import type { Directory, DirectoryChange } from '../directory.js'
import type { User } from '../entities.js'
import { AccessDeniedError, DirectoryConflictError, EntityNotFoundError } from '../errors.js'
import { refuseTooMany } from './limits.js'
import { refuseTakenName, refuseUnclearName } from './names.js'

/** @throws {EntityNotFoundError} */
export function userOf(directory: Directory, accountId: string, userId: string): User {
  const user = directory.findIn(accountId, 'user', userId)
  if (user === undefined) throw new EntityNotFoundError('user', userId)
  return user
}

/**
 * Only the root user changes the root user: whoever could set its password could become it.
 *
 * @throws {AccessDeniedError}
 */
export function refuseRootFromOthers(user: User, actor: User): void {
  if (user.isRoot && actor.id !== user.id) {
    throw new AccessDeniedError('Only the root user may change the root user and its keys.')
  }
}

/** The user with all of its sessions over. */
export function withoutSessions(user: User): User {
  return { ...user, generation: user.generation + 1 }
}

/** @throws {InvalidParameterError} @throws {DirectoryConflictError} the name is taken, or there are `limit` users */
export function createUser(directory: Directory, user: User, limit: number): DirectoryChange {
  refuseUnclearName(user.name)
  refuseTakenName(directory, user)
  refuseTooMany(directory, user.accountId, 'user', limit)
  return { put: [user] }
}

/** What can be changed of a user; absent stays as it is. */
export interface UserChanges {
  readonly name?: string | undefined
  readonly passwordHash?: string | undefined
  readonly isEnabled?: boolean | undefined
}

/**
 * A new password, and enabling or disabling, end the sessions of the user.
 *
 * @throws {EntityNotFoundError} @throws {AccessDeniedError} @throws {InvalidParameterError} @throws {DirectoryConflictError}
 */
export function updateUser(directory: Directory, actor: User, userId: string, changes: UserChanges): DirectoryChange {
  const user = userOf(directory, actor.accountId, userId)
  refuseRootFromOthers(user, actor)
  const { name = user.name, passwordHash = user.passwordHash, isEnabled = user.isEnabled } = changes
  if (user.isRoot && !isEnabled) throw new DirectoryConflictError('The root user cannot be disabled.')
  const changed: User = { ...user, name, passwordHash, isEnabled }
  refuseUnclearName(name, { former: user.name })
  refuseTakenName(directory, changed)
  const endsSessions = passwordHash !== user.passwordHash || isEnabled !== user.isEnabled
  return { put: [endsSessions ? withoutSessions(changed) : changed] }
}

/** With keys and grants. @throws {EntityNotFoundError} @throws {DirectoryConflictError} it is the root user */
export function deleteUser(directory: Directory, accountId: string, userId: string): DirectoryChange {
  const user = userOf(directory, accountId, userId)
  if (user.isRoot) throw new DirectoryConflictError('The root user cannot be deleted.')
  const grants = directory.grantsTo({ kind: 'user', id: userId })
  return { remove: [user, ...directory.keysOf(userId), ...grants] }
}

import type { Directory, DirectoryChange } from '../directory.js'
import type { AccessKey, User } from '../entities.js'
import { DirectoryConflictError, EntityNotFoundError } from '../errors.js'
import { refuseRootFromOthers, userOf, withoutSessions } from './user-changes.js'

/** @throws {EntityNotFoundError} @throws {AccessDeniedError} @throws {DirectoryConflictError} the user has `limit` keys */
export function createAccessKey(directory: Directory, actor: User, key: AccessKey, limit: number): DirectoryChange {
  refuseRootFromOthers(userOf(directory, actor.accountId, key.userId), actor)
  if (directory.keysOf(key.userId).length >= limit) {
    throw new DirectoryConflictError(`The user has ${limit} access keys already; delete one first.`)
  }
  return { put: [key] }
}

/** Ends the sessions of the key's user, unless nothing changes. @throws {EntityNotFoundError} @throws {AccessDeniedError} */
export function enableAccessKey(
  directory: Directory,
  actor: User,
  accessKey: string,
  isEnabled: boolean,
): DirectoryChange {
  const { key, user } = keyWithUser(directory, actor, accessKey)
  return key.isEnabled === isEnabled ? {} : { put: [{ ...key, isEnabled }, withoutSessions(user)] }
}

/** Ends the sessions of the key's user. @throws {EntityNotFoundError} @throws {AccessDeniedError} */
export function deleteAccessKey(directory: Directory, actor: User, accessKey: string): DirectoryChange {
  const { key, user } = keyWithUser(directory, actor, accessKey)
  return { remove: [key], put: [withoutSessions(user)] }
}

function keyWithUser(directory: Directory, actor: User, accessKey: string): { key: AccessKey; user: User } {
  const key = directory.findIn(actor.accountId, 'access-key', accessKey)
  if (key === undefined) throw new EntityNotFoundError('access key', accessKey)
  const user = userOf(directory, actor.accountId, key.userId)
  refuseRootFromOthers(user, actor)
  return { key, user }
}

import type { Directory, DirectoryChange } from '../directory.js'
import type { Group, User } from '../entities.js'
import { DirectoryConflictError, EntityNotFoundError } from '../errors.js'
import { refuseTooMany } from './limits.js'
import { refuseTakenName, refuseUnclearName } from './names.js'
import { userOf, withoutSessions } from './user-changes.js'

/** @throws {EntityNotFoundError} */
export function groupOf(directory: Directory, accountId: string, groupId: string): Group {
  const group = directory.findIn(accountId, 'group', groupId)
  if (group === undefined) throw new EntityNotFoundError('group', groupId)
  return group
}

/** @throws {InvalidParameterError} @throws {DirectoryConflictError} the name is taken, or there are `limit` groups */
export function createGroup(directory: Directory, group: Group, limit: number): DirectoryChange {
  refuseUnclearName(group.name)
  refuseTakenName(directory, group)
  refuseTooMany(directory, group.accountId, 'group', limit)
  return { put: [group] }
}

/** With its grants; the sessions of its users end. @throws {EntityNotFoundError} @throws {DirectoryConflictError} */
export function deleteGroup(directory: Directory, accountId: string, groupId: string): DirectoryChange {
  const group = groupOf(directory, accountId, groupId)
  if (group.isAdmin) throw new DirectoryConflictError('The group admin cannot be deleted.')
  const grants = directory.grantsTo({ kind: 'group', id: groupId })
  return { remove: [group, ...grants], put: directory.membersOf(groupId).map((user) => withoutGroup(user, groupId)) }
}

/** Nothing changes for one who is in the group already. @throws {EntityNotFoundError} */
export function addUserToGroup(
  directory: Directory,
  accountId: string,
  groupId: string,
  userId: string,
): DirectoryChange {
  groupOf(directory, accountId, groupId)
  const user = userOf(directory, accountId, userId)
  if (user.groupIds.includes(groupId)) return {}
  return { put: [withoutSessions({ ...user, groupIds: [...user.groupIds, groupId] })] }
}

/** Nothing changes for one who is not in the group. @throws {EntityNotFoundError} */
export function removeUserFromGroup(
  directory: Directory,
  accountId: string,
  groupId: string,
  userId: string,
): DirectoryChange {
  groupOf(directory, accountId, groupId)
  const user = userOf(directory, accountId, userId)
  return user.groupIds.includes(groupId) ? { put: [withoutGroup(user, groupId)] } : {}
}

function withoutGroup(user: User, groupId: string): User {
  return withoutSessions({ ...user, groupIds: user.groupIds.filter((id) => id !== groupId) })
}

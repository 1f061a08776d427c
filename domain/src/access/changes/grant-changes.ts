import type { Directory, DirectoryChange } from '../directory.js'
import type { Grant, User } from '../entities.js'
import { DirectoryConflictError, EntityNotFoundError } from '../errors.js'
import { SYSTEM_POLICIES } from '../policy/system-policies.js'
import { groupOf } from './group-changes.js'
import { refuseTooMany } from './limits.js'
import { userOf, withoutSessions } from './user-changes.js'

/** The users whom a grant concerns. */
export function usersGranted(directory: Directory, { accountId, to }: Grant): readonly User[] {
  return to.kind === 'group' ? directory.membersOf(to.id) : [userOf(directory, accountId, to.id)]
}

/**
 * Ends the sessions of those concerned, as every change of permissions does (spec/api.md 10).
 *
 * @throws {EntityNotFoundError} there is no such policy, project, group or user
 * @throws {DirectoryConflictError} there is such a grant already, or there are `limit`
 */
export function createGrant(directory: Directory, grant: Grant, limit: number): DirectoryChange {
  const { accountId, policyId, projectId, to } = grant
  const isKnown =
    SYSTEM_POLICIES.some((policy) => policy.policyId === policyId) ||
    directory.findIn(accountId, 'policy', policyId) !== undefined
  if (!isKnown) throw new EntityNotFoundError('policy', policyId)
  if (projectId !== undefined && directory.findIn(accountId, 'project', projectId) === undefined) {
    throw new EntityNotFoundError('project', projectId)
  }
  if (to.kind === 'group') groupOf(directory, accountId, to.id)
  else userOf(directory, accountId, to.id)
  const equal = directory.grantsTo(to).find((other) => isSame(other, grant))
  if (equal !== undefined) throw new DirectoryConflictError(`This is granted already, by the grant '${equal.id}'.`)
  refuseTooMany(directory, accountId, 'grant', limit)
  return { put: [grant, ...usersGranted(directory, grant).map(withoutSessions)] }
}

/** Ends the sessions of those concerned. @throws {EntityNotFoundError} */
export function deleteGrant(directory: Directory, accountId: string, grantId: string): DirectoryChange {
  const grant = directory.findIn(accountId, 'grant', grantId)
  if (grant === undefined) throw new EntityNotFoundError('grant', grantId)
  return { remove: [grant], put: usersGranted(directory, grant).map(withoutSessions) }
}

/** Of two grants to the same subject. */
function isSame(a: Grant, b: Grant): boolean {
  return a.policyId === b.policyId && a.projectId === b.projectId && a.enterpriseProjectId === b.enterpriseProjectId
}

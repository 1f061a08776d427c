import type { Directory, DirectoryChange } from '../directory.js'
import type { Policy, User } from '../entities.js'
import { DirectoryConflictError, EntityNotFoundError } from '../errors.js'
import { foldName } from '../name-folding.js'
import { SYSTEM_POLICIES } from '../policy/system-policies.js'
import { usersGranted } from './grant-changes.js'
import { refuseTooMany } from './limits.js'
import { refuseTakenName, refuseUnclearName } from './names.js'
import { withoutSessions } from './user-changes.js'

/** @throws {InvalidParameterError} @throws {DirectoryConflictError} the name is taken, or there are `limit` policies */
export function createPolicy(directory: Directory, policy: Policy, limit: number): DirectoryChange {
  refuseSystemName(policy)
  refuseUnclearName(policy.name)
  refuseTakenName(directory, policy)
  refuseTooMany(directory, policy.accountId, 'policy', limit)
  return { put: [policy] }
}

/**
 * Ends the sessions of all users to whom it is granted.
 *
 * @throws {EntityNotFoundError} @throws {InvalidParameterError} @throws {DirectoryConflictError}
 */
export function updatePolicy(
  directory: Directory,
  accountId: string,
  policyId: string,
  { name, description, source }: Pick<Policy, 'name' | 'description' | 'source'>,
): DirectoryChange {
  const policy = policyOf(directory, accountId, policyId)
  const changed: Policy = { ...policy, name, description, source }
  refuseUnclearName(name, { former: policy.name })
  refuseSystemName(changed)
  refuseTakenName(directory, changed)
  return { put: [changed, ...usersWith(directory, changed).map(withoutSessions)] }
}

/** @throws {EntityNotFoundError} @throws {DirectoryConflictError} it is granted to somebody */
export function deletePolicy(directory: Directory, accountId: string, policyId: string): DirectoryChange {
  const policy = policyOf(directory, accountId, policyId)
  if (directory.grantsWith(accountId, policyId).length > 0) {
    throw new DirectoryConflictError(`The policy '${policy.name}' is granted; take its grants back first.`)
  }
  return { remove: [policy] }
}

function policyOf(directory: Directory, accountId: string, policyId: string): Policy {
  if (SYSTEM_POLICIES.some((policy) => policy.policyId === policyId)) {
    throw new DirectoryConflictError('A system-defined policy cannot be changed or deleted.')
  }
  const policy = directory.findIn(accountId, 'policy', policyId)
  if (policy === undefined) throw new EntityNotFoundError('policy', policyId)
  return policy
}

function refuseSystemName({ name }: Policy): void {
  if (SYSTEM_POLICIES.some((policy) => foldName(policy.name) === foldName(name))) {
    throw new DirectoryConflictError(`The name '${name}' is that of a system-defined policy.`)
  }
}

function usersWith(directory: Directory, { id, accountId }: Policy): readonly User[] {
  const grants = directory.grantsWith(accountId, id)
  return [...new Set(grants.flatMap((grant) => usersGranted(directory, grant)))]
}

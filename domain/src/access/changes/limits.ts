import type { Directory } from '../directory.js'
import type { EntityKind } from '../entities.js'
import { DirectoryConflictError } from '../errors.js'

/** How many of each kind an account may have, and how many keys a user. */
export interface DirectoryLimits {
  readonly projects: number
  readonly users: number
  readonly groups: number
  readonly policies: number
  readonly grants: number
  readonly accessKeysOfUser: number
}

/** @throws {DirectoryConflictError} the account has as many of the kind as it may have */
export function refuseTooMany(
  directory: Directory,
  accountId: string,
  kind: Exclude<EntityKind, 'account' | 'access-key'>,
  limit: number,
): void {
  if (directory.count(kind, accountId) < limit) return
  throw new DirectoryConflictError(`The account has ${limit} of this kind already (${kind}); delete one first.`)
}

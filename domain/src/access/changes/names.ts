import type { Directory } from '../directory.js'
import type { Account, Group, Policy, Project, User } from '../entities.js'
import { DirectoryConflictError } from '../errors.js'

/** @throws {DirectoryConflictError} another one of its kind has the name, ignoring case and Unicode form */
export function refuseTakenName(directory: Directory, entity: Account | Project | User | Group | Policy): void {
  const holder = directory.named(entity.kind, entity.name, entity.kind === 'account' ? undefined : entity.accountId)
  if (holder !== undefined && holder.id !== entity.id) {
    throw new DirectoryConflictError(`The name '${entity.name}' is taken by another ${entity.kind}.`)
  }
}

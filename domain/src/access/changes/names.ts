import { InvalidParameterError } from '../../errors.js'
import type { Directory } from '../directory.js'
import type { Account, Group, Policy, Project, User } from '../entities.js'
import { problemOfName } from '../entity-names.js'
import { DirectoryConflictError } from '../errors.js'

/**
 * Names that there are already may stay: only new ones have to be clear.
 *
 * @param parameter what the API calls the name
 * @param former the name until now
 * @throws {InvalidParameterError} it has what cannot be seen, or blanks at its ends
 */
export function refuseUnclearName(name: string, { parameter = 'name', former }: NameChange = {}): void {
  const problem = name === former ? undefined : problemOfName(name)
  if (problem !== undefined) throw new InvalidParameterError(parameter, problem)
}

interface NameChange {
  readonly parameter?: string
  readonly former?: string
}

/** @throws {DirectoryConflictError} another one of its kind has the name, ignoring case and Unicode form */
export function refuseTakenName(directory: Directory, entity: Account | Project | User | Group | Policy): void {
  const holder = directory.named(entity.kind, entity.name, entity.kind === 'account' ? undefined : entity.accountId)
  if (holder !== undefined && holder.id !== entity.id) {
    throw new DirectoryConflictError(`The name '${entity.name}' is taken by another ${entity.kind}.`)
  }
}

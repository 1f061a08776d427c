import type { Directory, DirectoryChange } from '../directory.js'
import type { Project } from '../entities.js'
import { DirectoryConflictError, EntityNotFoundError } from '../errors.js'
import { refuseTooMany } from './limits.js'
import { refuseTakenName, refuseUnclearName } from './names.js'

/** @throws {InvalidParameterError} @throws {DirectoryConflictError} name or id is taken, or there are `limit` projects */
export function createProject(directory: Directory, project: Project, limit: number): DirectoryChange {
  // Also one of another account: records are told apart by the project id alone.
  if (directory.find('project', project.id) !== undefined) {
    throw new DirectoryConflictError('The project id is taken; leave it out to get a new one.')
  }
  refuseUnclearName(project.name)
  refuseTakenName(directory, project)
  refuseTooMany(directory, project.accountId, 'project', limit)
  return { put: [project] }
}

/** @throws {EntityNotFoundError} @throws {InvalidParameterError} @throws {DirectoryConflictError} the name is taken */
export function updateProject(
  directory: Directory,
  accountId: string,
  projectId: string,
  changes: { readonly name?: string | undefined; readonly isEnabled?: boolean | undefined },
): DirectoryChange {
  const project = directory.findIn(accountId, 'project', projectId)
  if (project === undefined) throw new EntityNotFoundError('project', projectId)
  const changed: Project = {
    ...project,
    name: changes.name ?? project.name,
    isEnabled: changes.isEnabled ?? project.isEnabled,
  }
  refuseUnclearName(changed.name, { former: project.name })
  refuseTakenName(directory, changed)
  return { put: [changed] }
}

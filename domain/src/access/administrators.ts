import type { Directory, DirectoryChange } from './directory.js'
import type { Entity, Grant, User } from './entities.js'
import { AccessDeniedError } from './errors.js'
import { FULL_ACCESS_POLICY_ID } from './policy/system-policies.js'

/** Whether a user may do everything: the root user, and who is granted `full_access` everywhere, as the group admin is. */
export function isAdministrator(directory: Directory, user: User): boolean {
  return user.isRoot || directory.grantsOf(user).some(givesEverything)
}

/**
 * Only administrators change administrators, or make somebody one: whoever could set the password of one, give a key to one,
 * or grant `full_access`, would be one. Counted are those before the change and those after it; a change of somebody's
 * permissions puts the user anew, so that it is seen here whatever it was.
 *
 * @throws {AccessDeniedError}
 */
export function refuseAdministratorsFromOthers(directory: Directory, actor: User, change: DirectoryChange): void {
  if (isAdministrator(directory, actor)) return
  const touched = [...(change.put ?? []), ...(change.remove ?? [])]
  const after = directory.changed(change)
  if ([directory, after].some((state) => touched.some((entity) => concernsAdministrators(state, entity)))) {
    throw new AccessDeniedError(
      'Only who has full access (the root user, the group admin) may change those who have it, or give it to others.',
    )
  }
}

/** As of one state of the directory; what is not in it is nobody's. */
function concernsAdministrators(state: Directory, entity: Entity): boolean {
  switch (entity.kind) {
    case 'user':
      return isAdministratorById(state, entity.id)
    case 'access-key':
      return isAdministratorById(state, entity.userId)
    case 'grant':
      return state.grantsTo(entity.to).some(givesEverything)
    case 'policy':
      return state.grantsWith(entity.accountId, entity.id).some((grant) => concernsAdministrators(state, grant))
    default:
      return false
  }
}

function isAdministratorById(state: Directory, userId: string): boolean {
  const user = state.find('user', userId)
  return user !== undefined && isAdministrator(state, user)
}

/** In one project only, or for one enterprise project, it holds no administration. */
function givesEverything({ policyId, projectId, enterpriseProjectId }: Grant): boolean {
  return policyId === FULL_ACCESS_POLICY_ID && projectId === undefined && enterpriseProjectId === undefined
}

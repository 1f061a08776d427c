import type { Directory, DirectoryChange } from '../directory.js'
import type { AccessKey, Account, Group, Project, User } from '../entities.js'
import { DirectoryConflictError, EntityNotFoundError } from '../errors.js'
import { FULL_ACCESS_POLICY_ID } from '../policy/system-policies.js'
import { refuseTakenName } from './names.js'
import { withoutSessions } from './user-changes.js'

/** What a new account begins with. */
export interface NewAccount {
  readonly account: Account
  readonly project: Project
  readonly root: User
  readonly accessKey: AccessKey
  /** Id of the group `admin`, and of the grant that lets it do everything. */
  readonly adminGroupId: string
  readonly adminGrantId: string
}

/** @throws {DirectoryConflictError} the name or an id is taken, or there is a founding account already */
export function createAccount(directory: Directory, parts: NewAccount): DirectoryChange {
  const { account, project, root, accessKey } = parts
  refuseTakenName(directory, account)
  if (account.isFounding && directory.founding !== undefined) {
    throw new DirectoryConflictError('The server has been founded already.')
  }
  for (const { kind, id } of [account, project, root, accessKey]) {
    if (directory.find(kind, id) !== undefined) throw new DirectoryConflictError(`The ${kind} '${id}' exists already.`)
  }
  const group: Group = {
    kind: 'group',
    id: parts.adminGroupId,
    accountId: account.id,
    name: 'admin',
    description: 'Its users may do everything in the account.',
    isAdmin: true,
    createdAt: account.createdAt,
  }
  return {
    put: [
      account,
      project,
      root,
      accessKey,
      group,
      {
        kind: 'grant',
        id: parts.adminGrantId,
        accountId: account.id,
        policyId: FULL_ACCESS_POLICY_ID,
        to: { kind: 'group', id: group.id },
        createdAt: account.createdAt,
      },
    ],
  }
}

/**
 * Ends the sessions of all of its users, unless nothing changes: none may come back to life with the account.
 *
 * @throws {EntityNotFoundError} @throws {DirectoryConflictError} it is the founding account
 */
export function enableAccount(directory: Directory, accountId: string, isEnabled: boolean): DirectoryChange {
  const account = directory.find('account', accountId)
  if (account === undefined) throw new EntityNotFoundError('account', accountId)
  if (account.isFounding && !isEnabled) throw new DirectoryConflictError('The founding account cannot be disabled.')
  if (account.isEnabled === isEnabled) return {}
  return { put: [{ ...account, isEnabled }, ...directory.all('user', accountId).map(withoutSessions)] }
}

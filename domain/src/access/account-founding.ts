import type { Clock } from '../ports/clock.js'
import type { Secrets } from '../ports/secrets.js'
import { createAccount } from './changes/account-changes.js'
import { refuseUnclearName } from './changes/names.js'
import type { DirectoryKeeper } from './directory-keeper.js'
import type { AccessKey, Account, Project, User } from './entities.js'

/** What changing the directory is made of. */
export interface DirectoryParts {
  readonly keeper: DirectoryKeeper
  readonly secrets: Secrets
  readonly clock: Clock
}

/** A new account as it is asked for; what is absent is generated. */
export interface AccountOrder {
  readonly name: string
  readonly projectName: string
  readonly rootName: string
  readonly isFounding: boolean
  readonly rootPassword?: string | undefined
  readonly projectId?: string | undefined
  readonly accessKey?: string | undefined
  readonly secretKey?: string | undefined
}

/** An account that was just made, with the secrets that are told this once. */
export interface FoundedAccount {
  readonly account: Account
  readonly project: Project
  readonly root: User
  readonly accessKey: AccessKey
  readonly secretKey: string
  readonly password: string
}

/**
 * Makes an account with its root user, a first project, the group `admin` and an access key.
 *
 * @throws {InvalidParameterError} a name has what cannot be seen
 * @throws {DirectoryConflictError} the name, the project id or the access key is taken
 */
export async function foundAccount(
  { keeper, secrets, clock }: DirectoryParts,
  order: AccountOrder,
): Promise<FoundedAccount> {
  refuseUnclearName(order.name)
  refuseUnclearName(order.projectName, { parameter: 'project_name' })
  refuseUnclearName(order.rootName, { parameter: 'root_user' })
  const createdAt = clock()
  const secretKey = order.secretKey ?? secrets.newSecretKey()
  const password = order.rootPassword ?? secrets.newPassword()
  const keyId = order.accessKey ?? secrets.newAccessKey()
  const account: Account = {
    kind: 'account',
    id: secrets.newId(),
    name: order.name,
    isEnabled: true,
    isFounding: order.isFounding,
    createdAt,
  }
  const accountId = account.id
  const project: Project = {
    kind: 'project',
    id: order.projectId ?? secrets.newId(),
    accountId,
    name: order.projectName,
    isEnabled: true,
    createdAt,
  }
  const root: User = {
    kind: 'user',
    id: secrets.newId(),
    accountId,
    name: order.rootName,
    isEnabled: true,
    isRoot: true,
    passwordHash: await secrets.hashPassword(password),
    groupIds: [],
    generation: 0,
    createdAt,
  }
  const accessKey: AccessKey = {
    kind: 'access-key',
    id: keyId,
    accountId,
    userId: root.id,
    sealedSecret: secrets.seal(secretKey, keyId),
    isEnabled: true,
    createdAt,
  }
  const ids = { adminGroupId: secrets.newId(), adminGrantId: secrets.newId() }
  await keeper.change((directory) => createAccount(directory, { account, project, root, accessKey, ...ids }))
  return { account, project, root, accessKey, secretKey, password }
}

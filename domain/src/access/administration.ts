import { type AccountOrder, type DirectoryParts, type FoundedAccount, foundAccount } from './account-founding.js'
import { refuseAdministratorsFromOthers } from './administrators.js'
import { createAccessKey, deleteAccessKey, enableAccessKey } from './changes/access-key-changes.js'
import { enableAccount } from './changes/account-changes.js'
import { createGrant, deleteGrant } from './changes/grant-changes.js'
import { addUserToGroup, createGroup, deleteGroup, groupOf, removeUserFromGroup } from './changes/group-changes.js'
import type { DirectoryLimits } from './changes/limits.js'
import { createPolicy, deletePolicy, updatePolicy } from './changes/policy-changes.js'
import { createProject, updateProject } from './changes/project-changes.js'
import { createUser, deleteUser, updateUser, userOf } from './changes/user-changes.js'
import type { Directory, DirectoryChange } from './directory.js'
import type { AccessKey, Account, EntityKind, EntityOf, Grant, Group, Policy, Project, User } from './entities.js'
import { AccessDeniedError, EntityNotFoundError } from './errors.js'
import { parsePolicy } from './policy/parse-policy.js'

/** What administration is made of. */
export interface AdministrationParts extends DirectoryParts {
  readonly limits: DirectoryLimits
}

type Unmade<E> = Omit<E, 'kind' | 'id' | 'accountId' | 'createdAt'>

/**
 * Everything that can be done to the identities of an account, by a user of it who is known to be allowed to. A change is
 * on disk, and every request sees it, when its call resolves. What is not in the account counts as not there.
 *
 * A change is refused (AccessDeniedError) when its actor has been disabled or deleted meanwhile, or is no administrator and
 * it concerns one.
 */
export class Administration {
  constructor(private readonly parts: AdministrationParts) {}

  /** The identities as they are. */
  get directory(): Directory {
    return this.parts.keeper.current
  }

  createAccount(order: Omit<AccountOrder, 'isFounding'>): Promise<FoundedAccount> {
    return foundAccount(this.parts, { ...order, isFounding: false })
  }

  async enableAccount(accountId: string, isEnabled: boolean): Promise<Account> {
    const directory = await this.parts.keeper.change((current) => enableAccount(current, accountId, isEnabled))
    return found(directory.find('account', accountId), 'account', accountId)
  }

  /** @param id of the project, when it is known elsewhere already */
  async createProject(actor: User, name: string, id?: string): Promise<Project> {
    const project: Project = {
      ...this.made(actor, 'project'),
      id: id ?? this.parts.secrets.newId(),
      name,
      isEnabled: true,
    }
    await this.change(actor, (directory) => createProject(directory, project, this.parts.limits.projects))
    return project
  }

  async updateProject(actor: User, projectId: string, changes: Parameters<typeof updateProject>[3]): Promise<Project> {
    return this.changed(actor, 'project', projectId, (directory) =>
      updateProject(directory, actor.accountId, projectId, changes),
    )
  }

  project(actor: User, projectId: string): Project {
    return found(this.directory.findIn(actor.accountId, 'project', projectId), 'project', projectId)
  }

  async createUser(actor: User, { name, password }: { name: string; password?: string | undefined }): Promise<User> {
    const passwordHash = password === undefined ? undefined : await this.parts.secrets.hashPassword(password)
    const user: User = {
      ...this.made(actor, 'user'),
      name,
      passwordHash,
      isEnabled: true,
      isRoot: false,
      groupIds: [],
      generation: 0,
    }
    await this.change(actor, (directory) => createUser(directory, user, this.parts.limits.users))
    return user
  }

  async updateUser(
    actor: User,
    userId: string,
    {
      password,
      ...changes
    }: { name?: string | undefined; password?: string | undefined; isEnabled?: boolean | undefined },
  ): Promise<User> {
    const passwordHash = password === undefined ? undefined : await this.parts.secrets.hashPassword(password)
    return this.changed(actor, 'user', userId, (directory) =>
      updateUser(directory, actor, userId, { ...changes, passwordHash }),
    )
  }

  async deleteUser(actor: User, userId: string): Promise<void> {
    await this.change(actor, (directory) => deleteUser(directory, actor.accountId, userId))
  }

  user(actor: User, userId: string): User {
    return userOf(this.directory, actor.accountId, userId)
  }

  /** With its secret half, which is told this once. */
  async createAccessKey(actor: User, userId: string): Promise<{ key: AccessKey; secretKey: string }> {
    const { secrets, limits } = this.parts
    const [id, secretKey] = [secrets.newAccessKey(), secrets.newSecretKey()]
    const sealedSecret = secrets.seal(secretKey, id)
    const key: AccessKey = { ...this.made(actor, 'access-key'), id, userId, sealedSecret, isEnabled: true }
    await this.change(actor, (directory) => createAccessKey(directory, actor, key, limits.accessKeysOfUser))
    return { key, secretKey }
  }

  async enableAccessKey(actor: User, accessKey: string, isEnabled: boolean): Promise<AccessKey> {
    return this.changed(actor, 'access-key', accessKey, (directory) =>
      enableAccessKey(directory, actor, accessKey, isEnabled),
    )
  }

  async deleteAccessKey(actor: User, accessKey: string): Promise<void> {
    await this.change(actor, (directory) => deleteAccessKey(directory, actor, accessKey))
  }

  async createGroup(actor: User, { name, description }: Pick<Group, 'name' | 'description'>): Promise<Group> {
    const group: Group = { ...this.made(actor, 'group'), name, description, isAdmin: false }
    await this.change(actor, (directory) => createGroup(directory, group, this.parts.limits.groups))
    return group
  }

  group(actor: User, groupId: string): Group {
    return groupOf(this.directory, actor.accountId, groupId)
  }

  async deleteGroup(actor: User, groupId: string): Promise<void> {
    await this.change(actor, (directory) => deleteGroup(directory, actor.accountId, groupId))
  }

  async addUserToGroup(actor: User, groupId: string, userId: string): Promise<void> {
    await this.change(actor, (directory) => addUserToGroup(directory, actor.accountId, groupId, userId))
  }

  async removeUserFromGroup(actor: User, groupId: string, userId: string): Promise<void> {
    await this.change(actor, (directory) => removeUserFromGroup(directory, actor.accountId, groupId, userId))
  }

  /** @throws {InvalidParameterError} the document does not follow its grammar */
  async createPolicy(actor: User, order: Unmade<Policy>): Promise<Policy> {
    parsePolicy(order.source)
    const policy: Policy = { ...order, ...this.made(actor, 'policy') }
    await this.change(actor, (directory) => createPolicy(directory, policy, this.parts.limits.policies))
    return policy
  }

  /** @throws {InvalidParameterError} the document does not follow its grammar */
  async updatePolicy(actor: User, policyId: string, order: Unmade<Policy>): Promise<Policy> {
    parsePolicy(order.source)
    return this.changed(actor, 'policy', policyId, (directory) =>
      updatePolicy(directory, actor.accountId, policyId, order),
    )
  }

  policy(actor: User, policyId: string): Policy {
    return found(this.directory.findIn(actor.accountId, 'policy', policyId), 'policy', policyId)
  }

  async deletePolicy(actor: User, policyId: string): Promise<void> {
    await this.change(actor, (directory) => deletePolicy(directory, actor.accountId, policyId))
  }

  async createGrant(actor: User, order: Unmade<Grant>): Promise<Grant> {
    const grant: Grant = { ...order, ...this.made(actor, 'grant') }
    await this.change(actor, (directory) => createGrant(directory, grant, this.parts.limits.grants))
    return grant
  }

  async deleteGrant(actor: User, grantId: string): Promise<void> {
    await this.change(actor, (directory) => deleteGrant(directory, actor.accountId, grantId))
  }

  /** Asked again when its turn comes: the actor may have been disabled while a password was hashed or others were first. */
  private change(actor: User, work: (directory: Directory) => DirectoryChange): Promise<Directory> {
    return this.parts.keeper.change((directory) => {
      const account = directory.find('account', actor.accountId)
      const user = directory.findIn(actor.accountId, 'user', actor.id)
      if (!account?.isEnabled || !user?.isEnabled) {
        throw new AccessDeniedError('Your user or account was disabled or deleted meanwhile.')
      }
      const change = work(directory)
      refuseAdministratorsFromOthers(directory, user, change)
      return change
    })
  }

  private async changed<Kind extends Exclude<EntityKind, 'account'>>(
    actor: User,
    kind: Kind,
    id: string,
    work: (directory: Directory) => DirectoryChange,
  ): Promise<EntityOf<Kind>> {
    const directory = await this.change(actor, work)
    return found(directory.findIn(actor.accountId, kind, id), kind, id)
  }

  /** What every new entity of an account begins with. */
  private made<Kind extends EntityKind>(
    { accountId }: User,
    kind: Kind,
  ): { readonly kind: Kind; readonly id: string; readonly accountId: string; readonly createdAt: Date } {
    return { kind, id: this.parts.secrets.newId(), accountId, createdAt: this.parts.clock() }
  }
}

function found<E>(entity: E | undefined, what: string, id: string): E {
  if (entity === undefined) throw new EntityNotFoundError(what, id)
  return entity
}

import type { AuditEntryView, BodyOf, OPERATIONS, OperationId, PathOf, QueryOf } from '@deskledger/contract'
import type { CallOptions, OperationRequest, ResultOf } from './operation-call.js'

/** Sends any operation. */
type Send = <Id extends OperationId>(
  id: Id,
  request: OperationRequest,
  options: CallOptions | undefined,
) => Promise<ResultOf<Id>>

type Administrative = {
  [Id in OperationId]: (typeof OPERATIONS)[Id] extends { readonly path: `/admin/${string}` } ? Id : never
}[OperationId]

/** Operations with just this in their path, and with a body or without one. */
type Taking<Name extends string, HasBody extends boolean> = {
  [Id in Administrative]: [keyof PathOf<Id>, Name] extends [Name, keyof PathOf<Id>]
    ? [BodyOf<Id>] extends [never]
      ? HasBody extends true
        ? never
        : Id
      : HasBody extends true
        ? Id
        : never
    : never
}[Administrative]

/** The largest page that the server gives. */
const AUDIT_PAGE = 1_000

function pageOf(query: QueryOf<'ListAuditEntries'>, before: number | undefined): QueryOf<'ListAuditEntries'> {
  return { ...query, limit: AUDIT_PAGE, ...(before === undefined ? {} : { before_sequence: before }) }
}

/** Names of what a path may hold. */
type IdName = 'account_id' | 'project_id' | 'user_id' | 'group_id' | 'access_key' | 'policy_id' | 'grant_id'

/**
 * Accounts, projects, users, groups, access keys, policies, grants, legal holds, faults and the audit log. **Extension**: only deskledger has it.
 * Credentials must be good for the account: an access key, or a token that is not of one project. Who is not permitted
 * gets a {@link PermissionError}, an unknown id is a {@link NotFoundError}, a name that is taken a {@link ConflictError}.
 */
export class Administration {
  readonly #send: Send

  constructor(send: Send) {
    this.#send = send
  }

  /** The accounts of this server, by name. Only for the account that the server was founded with. */
  readonly listAccounts = this.#plain('ListAccounts')
  /** Makes an account with its root user, a first project and an access key whose secret is told this once. */
  readonly createAccount = this.#withBody('CreateAccount')
  /** Enables or disables an account; a disabled one can be used by nobody, its records stay. */
  readonly updateAccount = this.#ofOneWithBody('account_id', 'UpdateAccount')

  /** The settings of the server as they are in force, without secrets. Only for the founding account. */
  readonly showSettings = this.#plain('ShowSettings')

  /** The projects of the account, by name, disabled ones too. */
  readonly listProjects = this.#plain('ListProjects')
  /** Makes a project; its name is unique in the account. */
  readonly createProject = this.#withBody('CreateProject')
  /** Renames, enables or disables a project. */
  readonly updateProject = this.#ofOneWithBody('project_id', 'UpdateProject')

  /** The users of the account, by name. */
  readonly listUsers = this.#plain('ListUsers')
  /** Makes a user, who may do nothing until something is granted and cannot get tokens without a password. */
  readonly createUser = this.#withBody('CreateUser')
  /** A user with the ids of its groups. */
  readonly showUser = this.#ofOne('user_id', 'ShowUser')
  /** Renames, enables or disables a user, or sets a password; the latter two end all tokens of the user. */
  readonly updateUser = this.#ofOneWithBody('user_id', 'UpdateUser')
  /** Deletes a user with its keys, tokens, grants and memberships. */
  readonly deleteUser = this.#ofOne('user_id', 'DeleteUser')

  /** The access keys of a user, without secrets, oldest first. */
  readonly listAccessKeys = this.#ofOne('user_id', 'ListAccessKeys')
  /** Makes an access key for a user; the secret key is told this once. */
  readonly createAccessKey = this.#ofOne('user_id', 'CreateAccessKey')
  /** Enables or disables an access key. */
  readonly updateAccessKey = this.#ofOneWithBody('access_key', 'UpdateAccessKey')
  /** Deletes an access key. */
  readonly deleteAccessKey = this.#ofOne('access_key', 'DeleteAccessKey')

  /** The groups of the account, by name. */
  readonly listGroups = this.#plain('ListGroups')
  /** Makes a group; its name is unique in the account. */
  readonly createGroup = this.#withBody('CreateGroup')
  /** A group with the ids of its users. */
  readonly showGroup = this.#ofOne('group_id', 'ShowGroup')
  /** Deletes a group with its grants; its users stay. */
  readonly deleteGroup = this.#ofOne('group_id', 'DeleteGroup')
  /** Puts a user into a group; harmless if it is there already. */
  addUserToGroup(groupId: string, userId: string, options?: CallOptions): Promise<void> {
    return this.#send('AddUserToGroup', { path: { group_id: groupId, user_id: userId } }, options)
  }
  /** Takes a user out of a group. */
  removeUserFromGroup(groupId: string, userId: string, options?: CallOptions): Promise<void> {
    return this.#send('RemoveUserFromGroup', { path: { group_id: groupId, user_id: userId } }, options)
  }

  /** The policies that can be granted: system-defined ones first, then those of the account by name. */
  readonly listPolicies = this.#plain('ListPolicies')
  /** Makes a policy from a document of version 1.1 or 5.0. */
  readonly createPolicy = this.#withBody('CreatePolicy')
  /** A policy with its document. */
  readonly showPolicy = this.#ofOne('policy_id', 'ShowPolicy')
  /** Replaces a policy of the account, wherever it is granted. */
  readonly updatePolicy = this.#ofOneWithBody('policy_id', 'UpdatePolicy')
  /** Deletes a policy of the account; a {@link ConflictError} as long as it is granted. */
  readonly deletePolicy = this.#ofOne('policy_id', 'DeletePolicy')
  /** What policies decide about an action, for a user as granted or for documents; nothing is changed. */
  readonly testPolicy = this.#withBody('TestPolicy')

  /** Who has which policy, and where it holds. */
  readonly listGrants = this.#plain('ListGrants')
  /** Gives a policy to a group or a user, in all projects or one. */
  readonly createGrant = this.#withBody('CreateGrant')
  /** Takes a grant back. */
  readonly deleteGrant = this.#ofOne('grant_id', 'DeleteGrant')

  /** Has the server make a backup on its own disk; resolves when that is durable, which may take minutes. */
  readonly createBackup = this.#plain('CreateBackup')
  /** The legal holds of a project, oldest first: what they cover is removed by nothing. */
  readonly listLegalHolds = this.#ofOne('project_id', 'ListLegalHolds')
  /** Puts records of a user, of a range of time, or all of a project under legal hold. */
  readonly addLegalHold = this.#ofOneWithBody('project_id', 'AddLegalHold')
  /** Ends a legal hold; what is old enough goes with the next purge. */
  removeLegalHold(projectId: string, holdId: string, options?: CallOptions): Promise<void> {
    return this.#send('RemoveLegalHold', { path: { project_id: projectId, hold_id: holdId } }, options)
  }
  /** Erases a person from the records of a project and from the audit log; exports that may hold the person are named. */
  readonly erasePerson = this.#ofOneWithBody('project_id', 'ErasePerson')
  /** What the next purge would remove, by day; with another retention than the one set, too. */
  previewPurge(projectId: string, query: QueryOf<'PreviewPurge'> = {}, options?: CallOptions) {
    return this.#send('PreviewPurge', { path: { project_id: projectId }, query }, options)
  }

  /** What will go wrong on demand in a project, next first. Faults need a server that runs with `--faults`. */
  readonly listFaults = this.#ofOne('project_id', 'ListFaults')
  /** Lets something go wrong in a project, for tests of automation. */
  readonly addFault = this.#ofOneWithBody('project_id', 'AddFault')
  /** Forgets the faults of a project. */
  readonly clearFaults = this.#ofOne('project_id', 'ClearFaults')

  /** One page of the audit log, newest first; {@link auditEntries} walks all of them. */
  listAuditEntries(query: QueryOf<'ListAuditEntries'> = {}, options?: CallOptions) {
    return this.#send('ListAuditEntries', { query }, options)
  }
  /** How far the audit log has come, signed; kept elsewhere, it shows later whether the log was cut. */
  readonly showAuditCheckpoint = this.#plain('ShowAuditCheckpoint')
  /** Erases names and addresses from the audit log; its chain stays whole. */
  readonly erasePersonalData = this.#withBody('ErasePersonalData')

  /** All matching audit entries, newest first, page by page as they are asked for. */
  async *auditEntries(
    query: Omit<QueryOf<'ListAuditEntries'>, 'limit'> = {},
    options?: CallOptions,
  ): AsyncGenerator<AuditEntryView, void> {
    let before = query.before_sequence
    do {
      const page = await this.listAuditEntries(pageOf(query, before), options)
      yield* page.audit_entries
      before = page.next_before_sequence
    } while (before !== undefined)
  }

  #plain<Id extends Taking<never, false>>(id: Id) {
    return (options?: CallOptions): Promise<ResultOf<Id>> => this.#send(id, {}, options)
  }

  #withBody<Id extends Taking<never, true>>(id: Id) {
    return (body: BodyOf<Id>, options?: CallOptions): Promise<ResultOf<Id>> => this.#send(id, { body }, options)
  }

  #ofOne<Name extends IdName, Id extends Taking<Name, false>>(name: Name, operation: Id) {
    return (id: string, options?: CallOptions): Promise<ResultOf<Id>> =>
      this.#send(operation, { path: { [name]: id } }, options)
  }

  #ofOneWithBody<Name extends IdName, Id extends Taking<Name, true>>(name: Name, operation: Id) {
    return (id: string, body: BodyOf<Id>, options?: CallOptions): Promise<ResultOf<Id>> =>
      this.#send(operation, { path: { [name]: id }, body }, options)
  }
}

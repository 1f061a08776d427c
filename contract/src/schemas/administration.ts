import type { Static, TObject, TProperties } from 'typebox'
import * as Type from 'typebox'
import { LIMITS } from '../limits.js'

const STRICT = { additionalProperties: false }

const strict = <Properties extends TProperties>($id: string, properties: Properties): TObject<Properties> =>
  Type.Object(properties, { $id, ...STRICT })

const name = (description: string) =>
  Type.String({
    minLength: 1,
    maxLength: LIMITS.nameLength,
    description: `${description} No control or invisible characters, no blank at its ends.`,
  })

const id = (description: string) => Type.String({ minLength: 1, maxLength: LIMITS.idLength, description })

const note = Type.Optional(Type.String({ maxLength: LIMITS.textParameterLength, description: 'What it is for.' }))

const enabled = Type.Boolean({ description: 'Whether it may be used.' })

const time = (description: string) => Type.String({ description: `${description} UTC with milliseconds.` })

const password = Type.String({
  minLength: LIMITS.passwordMinLength,
  maxLength: LIMITS.passwordLength,
  description: 'Never told again.',
})

/** A pair of keys as it is told once. */
export const NewAccessKey = strict('NewAccessKey', {
  access_key: Type.String(),
  secret_key: Type.String({ description: 'Told this once and never again.' }),
  user_id: Type.String(),
  enabled,
  create_time: time('When it was made.'),
})
export type NewAccessKey = Static<typeof NewAccessKey>

/** A pair of keys, without its secret. */
export const AccessKeyView = strict('AccessKey', {
  access_key: Type.String(),
  user_id: Type.String(),
  enabled,
  create_time: time('When it was made.'),
})
export type AccessKeyView = Static<typeof AccessKeyView>

export const AccessKeyListView = strict('AccessKeyList', { access_keys: Type.Array(AccessKeyView) })
export type AccessKeyListView = Static<typeof AccessKeyListView>

export const AccessKeyChange = strict('AccessKeyChange', { enabled })

/** An account: what owns projects, users and policies. */
export const AccountView = strict('Account', {
  account_id: Type.String(),
  name: Type.String(),
  enabled,
  create_time: time('When it was made.'),
})
export type AccountView = Static<typeof AccountView>

export const AccountListView = strict('AccountList', { accounts: Type.Array(AccountView) })
export type AccountListView = Static<typeof AccountListView>

export const NewAccount = strict('NewAccount', {
  name: name('Name of the account, unique on this server.'),
  project_name: Type.Optional(name('Name of its first project; default: the id of the region, which SDKs look for.')),
  root_user: Type.Optional(name('Name of its root user, who may do everything in it; default `root`.')),
  root_password: Type.Optional(password),
})

/** An account that was just made, with what its owner needs to begin. */
export const CreatedAccount = strict('CreatedAccount', {
  account: AccountView,
  project_id: Type.String(),
  user_id: Type.String(),
  access_key: NewAccessKey,
  root_password: Type.Optional(Type.String({ description: 'Only when it was generated; told this once.' })),
})
export type CreatedAccount = Static<typeof CreatedAccount>

export const AccountChange = strict('AccountChange', { enabled })

/** A project: what records and export tasks belong to. */
export const ProjectView = strict('Project', {
  project_id: Type.String(),
  name: Type.String(),
  enabled,
  create_time: time('When it was made.'),
})
export type ProjectView = Static<typeof ProjectView>

export const ProjectListView = strict('AccountProjectList', { projects: Type.Array(ProjectView) })
export type ProjectListView = Static<typeof ProjectListView>

export const NewProject = strict('NewProject', {
  name: name('Name of the project, unique in the account.'),
  project_id: Type.Optional(
    Type.String({
      pattern: '^[0-9a-f]{32}$',
      description: 'Id of the project, for one that is known elsewhere already; default: a new one.',
    }),
  ),
})

export const ProjectChange = Type.Object(
  { name: Type.Optional(name('New name.')), enabled: Type.Optional(enabled) },
  { $id: 'ProjectChange', minProperties: 1, ...STRICT },
)

/** A user of the account. */
export const UserView = strict('User', {
  user_id: Type.String(),
  name: Type.String(),
  enabled,
  is_root: Type.Boolean({ description: 'The user of the account itself, who may do everything in it.' }),
  has_password: Type.Boolean({ description: 'Whether the user can get tokens.' }),
  group_ids: Type.Array(Type.String()),
  create_time: time('When it was made.'),
})
export type UserView = Static<typeof UserView>

export const UserListView = strict('UserList', { users: Type.Array(UserView) })
export type UserListView = Static<typeof UserListView>

export const NewUser = strict('NewUser', {
  name: name('User name, unique in the account.'),
  password: Type.Optional(password),
})

export const UserChange = Type.Object(
  { name: Type.Optional(name('New name.')), password: Type.Optional(password), enabled: Type.Optional(enabled) },
  { $id: 'UserChange', minProperties: 1, ...STRICT },
)

/** A group of users: grants are usually given to groups. */
export const GroupView = strict('Group', {
  group_id: Type.String(),
  name: Type.String(),
  description: Type.String(),
  user_ids: Type.Array(Type.String()),
  create_time: time('When it was made.'),
})
export type GroupView = Static<typeof GroupView>

export const GroupListView = strict('GroupList', { groups: Type.Array(GroupView) })
export type GroupListView = Static<typeof GroupListView>

export const NewGroup = strict('NewGroup', {
  name: name('Name of the group, unique in the account.'),
  description: note,
})

/** A policy document of version 1.1 or 5.0; its grammar is in docs/howto/users-and-policies.md. */
const PolicyDocument = Type.Unsafe<Readonly<Record<string, unknown>>>({
  type: 'object',
  required: ['Version', 'Statement'],
  properties: {
    Version: { type: 'string', enum: ['1.0', '1.1', '5.0'] },
    Statement: { type: 'array', items: { type: 'object' } },
  },
  description: 'Version 1.1 (roles and policies) or 5.0 (identity policies); 1.0 is for system-defined roles only.',
})

/** A policy with its document. */
export const PolicyView = strict('Policy', {
  policy_id: Type.String(),
  name: Type.String(),
  description: Type.String(),
  type: Type.Enum(['system', 'custom']),
  document: PolicyDocument,
})
export type PolicyView = Static<typeof PolicyView>

export const PolicyListView = strict('PolicyList', { policies: Type.Array(PolicyView) })
export type PolicyListView = Static<typeof PolicyListView>

export const NewPolicy = strict('NewPolicy', {
  name: name('Name of the policy, unique in the account.'),
  description: note,
  document: PolicyDocument,
})

/** A policy given to a user or a group, where it holds. */
export const GrantView = strict('Grant', {
  grant_id: Type.String(),
  policy_id: Type.String(),
  group_id: Type.Optional(Type.String({ description: 'Whom it is given to: a group…' })),
  user_id: Type.Optional(Type.String({ description: '… or a user.' })),
  project_id: Type.Optional(Type.String({ description: 'Where it holds; absent: in all projects of the account.' })),
  enterprise_project_id: Type.Optional(
    Type.String({ description: 'The only enterprise project whose records it reaches; absent: all.' }),
  ),
})
export type GrantView = Static<typeof GrantView>

export const GrantListView = strict('GrantList', { grants: Type.Array(GrantView) })
export type GrantListView = Static<typeof GrantListView>

export const NewGrant = strict('NewGrant', {
  policy_id: id('The policy.'),
  group_id: Type.Optional(id('Whom to give it to: a group…')),
  user_id: Type.Optional(id('… or a user; one of the two.')),
  project_id: Type.Optional(id('Only in this project.')),
  enterprise_project_id: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: LIMITS.enterpriseProjectIdLength,
      pattern: '^[a-zA-Z0-9_-]+$',
      description: 'Only for records of this enterprise project; `0` is the default one.',
    }),
  ),
})

/** A question to the policy simulator. */
export const PolicyTest = strict('PolicyTest', {
  action: Type.String({
    minLength: 1,
    maxLength: LIMITS.textParameterLength,
    description: '`service:resourceType:operation`',
  }),
  user_id: Type.Optional(id('Judge by what this user is granted…')),
  documents: Type.Optional(
    Type.Array(PolicyDocument, {
      minItems: 1,
      maxItems: LIMITS.testedPolicies,
      description: '… or by these documents; one of the two.',
    }),
  ),
  resource: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: LIMITS.testedTextLength,
      description: 'Default: none, as all actions here.',
    }),
  ),
  project_id: Type.Optional(id('In which project; default: the account.')),
  enterprise_project_id: Type.Optional(Type.String({ minLength: 1, maxLength: LIMITS.enterpriseProjectIdLength })),
  context: Type.Optional(
    Type.Record(Type.String(), Type.String({ maxLength: LIMITS.testedTextLength }), {
      description:
        'Values of condition keys, for example `{"g:SourceIp":"10.0.0.1"}`, instead of those of the request.',
    }),
  ),
})

/** What the simulator says: the outcome, and the statement that decided. */
export const PolicyTestResult = strict('PolicyTestResult', {
  outcome: Type.Enum(['allow', 'explicit-deny', 'implicit-deny']),
  reason: Type.String({ description: 'The decision in words.' }),
  decided_by: Type.Optional(
    Type.Object(
      {
        policy_id: Type.String(),
        policy_name: Type.String(),
        statement: Type.Integer({ minimum: 0, description: 'Place in Statement, from 0.' }),
        sid: Type.Optional(Type.String()),
        grant_id: Type.Optional(Type.String({ description: 'The grant that attached the policy.' })),
      },
      STRICT,
    ),
  ),
})
export type PolicyTestResult = Static<typeof PolicyTestResult>

import type {
  AccessKeyView,
  AccountView,
  BodyOf,
  GrantView,
  GroupView,
  NewAccessKey,
  PolicyView,
  ProjectView,
  UserView,
} from '@deskledger/contract'
import {
  type AccessKey,
  type Account,
  type Directory,
  type Grant,
  type Group,
  InvalidParameterError,
  type Policy,
  type Project,
  SYSTEM_POLICIES,
  type User,
} from '@deskledger/domain'

export function toAccountView({ id, name, isEnabled, createdAt }: Account): AccountView {
  return { account_id: id, name, enabled: isEnabled, create_time: createdAt.toISOString() }
}

export function toProjectView({ id, name, isEnabled, createdAt }: Project): ProjectView {
  return { project_id: id, name, enabled: isEnabled, create_time: createdAt.toISOString() }
}

export function toUserView(user: User): UserView {
  return {
    user_id: user.id,
    name: user.name,
    enabled: user.isEnabled,
    is_root: user.isRoot,
    has_password: user.passwordHash !== undefined,
    group_ids: [...user.groupIds],
    create_time: user.createdAt.toISOString(),
  }
}

export function toGroupView(group: Group, directory: Directory): GroupView {
  return {
    group_id: group.id,
    name: group.name,
    description: group.description,
    user_ids: directory.membersOf(group.id).map(({ id }) => id),
    create_time: group.createdAt.toISOString(),
  }
}

export function toAccessKeyView({ id, userId, isEnabled, createdAt }: AccessKey): AccessKeyView {
  return { access_key: id, user_id: userId, enabled: isEnabled, create_time: createdAt.toISOString() }
}

/** With the secret half: told when it is made, and never again. */
export function toNewAccessKey(key: AccessKey, secretKey: string): NewAccessKey {
  return { ...toAccessKeyView(key), secret_key: secretKey }
}

export function toPolicyView({ id, name, description, source }: Policy): PolicyView {
  return { policy_id: id, name, description, type: 'custom', document: source }
}

/** The system-defined policies, in their own order. */
export function systemPolicyViews(): PolicyView[] {
  return SYSTEM_POLICIES.map(({ policyId, name, description, source }) => ({
    policy_id: policyId,
    name,
    description,
    type: 'system',
    document: source,
  }))
}

export function toGrantView({ id, policyId, to, projectId, enterpriseProjectId }: Grant): GrantView {
  return {
    grant_id: id,
    policy_id: policyId,
    ...(to.kind === 'group' ? { group_id: to.id } : { user_id: to.id }),
    ...(projectId === undefined ? {} : { project_id: projectId }),
    ...(enterpriseProjectId === undefined ? {} : { enterprise_project_id: enterpriseProjectId }),
  }
}

/** @throws {InvalidParameterError} both or neither of group and user */
export function toGrantOrder(
  body: BodyOf<'CreateGrant'>,
): Pick<Grant, 'policyId' | 'to' | 'projectId' | 'enterpriseProjectId'> {
  return {
    policyId: body.policy_id,
    to: subjectOf(body),
    projectId: body.project_id,
    enterpriseProjectId: body.enterprise_project_id,
  }
}

function subjectOf({ group_id: groupId, user_id: userId }: BodyOf<'CreateGrant'>): Grant['to'] {
  if (groupId !== undefined && userId === undefined) return { kind: 'group', id: groupId }
  if (userId !== undefined && groupId === undefined) return { kind: 'user', id: userId }
  const problem = groupId === undefined ? 'or user_id has to be there' : 'and user_id exclude each other'
  throw new InvalidParameterError('group_id', problem)
}

import type { Tenant } from '../tenant.fixture.js'
import { fresh, type Row } from './row.fixture.js'

const DOCUMENT = { Version: '1.1', Statement: [{ Effect: 'Allow', Action: ['workspace:*:get*'] }] }

const user = async ({ client }: Tenant): Promise<{ user_id: string }> => {
  const { user_id } = await client.admin.createUser({ name: fresh('user') })
  return { user_id }
}

const key = async (tenant: Tenant): Promise<{ access_key: string }> => {
  const { user_id } = await user(tenant)
  const { access_key } = await tenant.client.admin.createAccessKey(user_id)
  return { access_key }
}

const group = async ({ client }: Tenant): Promise<{ group_id: string }> => {
  const { group_id } = await client.admin.createGroup({ name: fresh('group') })
  return { group_id }
}

const policy = async ({ client }: Tenant): Promise<{ policy_id: string }> => {
  const { policy_id } = await client.admin.createPolicy({ name: fresh('policy'), document: DOCUMENT })
  return { policy_id }
}

const grant = async (tenant: Tenant): Promise<{ grant_id: string }> => {
  const { grant_id } = await tenant.client.admin.createGrant({ policy_id: 'te_admin', ...(await user(tenant)) })
  return { grant_id }
}

const secondProject = ({ secondProjectId }: Tenant) => ({ path: { project_id: secondProjectId } })

/** The rows of administration. */
export const ADMINISTRATION_ROWS = {
  ListAccounts: { aim: () => ({}) },
  ShowSettings: { aim: () => ({}) },
  CreateAccount: { aim: () => ({ body: { name: fresh('account') } }) },
  CreateBackup: { aim: () => ({}), changes: false },
  UpdateAccount: {
    aim: async ({ client }) => {
      const { account } = await client.admin.createAccount({ name: fresh('account') })
      return { path: { account_id: account.account_id }, body: { enabled: false } }
    },
  },
  ListProjects: { aim: () => ({}), outside: 'own' },
  CreateProject: { aim: () => ({ body: { name: fresh('project') } }), outside: 'own' },
  UpdateProject: { aim: (tenant) => ({ ...secondProject(tenant), body: { name: fresh('project') } }) },
  ListUsers: { aim: () => ({}), outside: 'own' },
  CreateUser: { aim: () => ({ body: { name: fresh('user') } }), outside: 'own' },
  ShowUser: { aim: ({ userId }) => ({ path: { user_id: userId } }) },
  UpdateUser: { aim: async (tenant) => ({ path: await user(tenant), body: { name: fresh('user') } }) },
  DeleteUser: { aim: async (tenant) => ({ path: await user(tenant) }) },
  ListAccessKeys: { aim: ({ userId }) => ({ path: { user_id: userId } }) },
  CreateAccessKey: { aim: async (tenant) => ({ path: await user(tenant) }) },
  UpdateAccessKey: { aim: async (tenant) => ({ path: await key(tenant), body: { enabled: false } }) },
  DeleteAccessKey: { aim: async (tenant) => ({ path: await key(tenant) }) },
  ListGroups: { aim: () => ({}), outside: 'own' },
  CreateGroup: { aim: () => ({ body: { name: fresh('group') } }), outside: 'own' },
  ShowGroup: { aim: ({ groupId }) => ({ path: { group_id: groupId } }) },
  DeleteGroup: { aim: async (tenant) => ({ path: await group(tenant) }) },
  AddUserToGroup: { aim: async (tenant) => ({ path: { group_id: tenant.groupId, ...(await user(tenant)) } }) },
  RemoveUserFromGroup: {
    aim: async (tenant) => {
      const { user_id } = await user(tenant)
      await tenant.client.admin.addUserToGroup(tenant.groupId, user_id)
      return { path: { group_id: tenant.groupId, user_id } }
    },
  },
  ListPolicies: { aim: () => ({}), outside: 'own' },
  CreatePolicy: { aim: () => ({ body: { name: fresh('policy'), document: DOCUMENT } }), outside: 'own' },
  ShowPolicy: { aim: ({ policyId }) => ({ path: { policy_id: policyId } }) },
  UpdatePolicy: {
    aim: async (tenant) => ({ path: await policy(tenant), body: { name: fresh('policy'), document: DOCUMENT } }),
  },
  DeletePolicy: { aim: async (tenant) => ({ path: await policy(tenant) }) },
  TestPolicy: { aim: ({ userId }) => ({ body: { action: 'workspace:tenants:exportData', user_id: userId } }) },
  ListGrants: { aim: () => ({}), outside: 'own' },
  CreateGrant: { aim: async (tenant) => ({ body: { policy_id: 'te_admin', ...(await user(tenant)) } }) },
  DeleteGrant: { aim: async (tenant) => ({ path: await grant(tenant) }) },
  ListLegalHolds: { aim: secondProject },
  AddLegalHold: { aim: (tenant) => ({ ...secondProject(tenant), body: { reason: fresh('case') } }) },
  RemoveLegalHold: {
    aim: async ({ client, secondProjectId: project_id }) => {
      const { hold_id } = await client.admin.addLegalHold(project_id, { reason: fresh('case') })
      return { path: { project_id, hold_id } }
    },
  },
  ErasePerson: {
    aim: (tenant) => ({ ...secondProject(tenant), body: { user_name: fresh('nobody') } }),
    changes: false,
  },
  PreviewPurge: { aim: (tenant) => ({ ...secondProject(tenant), query: { retention_days: '30' } }) },
  ListFaults: { aim: secondProject },
  AddFault: {
    aim: (tenant) => ({ ...secondProject(tenant), body: { kind: 'fail-export', reason: fresh('reason') } }),
  },
  ClearFaults: { aim: secondProject },
} satisfies Record<string, Row>

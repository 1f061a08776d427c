import type { Tenant } from '../tenant.fixture.js'
import type { Things } from './known-things.fixture.js'

/** What requests of a tenant can be about at first. */
export async function ownThings(tenant: Tenant, token: string): Promise<Things> {
  return {
    main_project: [tenant.projectId],
    project_id: [tenant.secondProjectId],
    user_id: [tenant.userId],
    group_id: [tenant.groupId],
    policy_id: [tenant.policyId],
    grant_id: [],
    hold_id: [],
    access_key: [tenant.accessKey],
    task_id: [tenant.taskId],
    token: [token, await tokenOf(tenant)],
  }
}

/** What requests of another tenant must not reach. */
export async function foreignThings(tenant: Tenant): Promise<Things> {
  const { grants } = await tenant.client.admin.listGrants()
  const { hold_id } = await tenant.client.admin.addLegalHold(tenant.projectId, { reason: 'a case of another tenant' })
  return {
    project_id: [tenant.projectId, tenant.secondProjectId],
    account_id: [tenant.accountId],
    user_id: [tenant.userId],
    group_id: [tenant.groupId],
    policy_id: [tenant.policyId],
    grant_id: grants.map(({ grant_id }) => grant_id),
    hold_id: [hold_id],
    access_key: [tenant.accessKey],
    task_id: [tenant.taskId],
    token: [await tokenOf(tenant)],
  }
}

/** A token of the root user, for the account or for one project. */
export async function tokenOf(tenant: Tenant, projectId?: string): Promise<string> {
  const { client, accountName: account, rootName: userName, rootPassword: password } = tenant
  return (await client.createToken({ account, userName, password, projectId })).token
}

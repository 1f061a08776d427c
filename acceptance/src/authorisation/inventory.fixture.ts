import type { Tenant } from '../tenant.fixture.js'

/** Everything that a tenant has, as its root user sees it: equal inventories mean that nothing had an effect. */
export async function inventory({ client, secondProjectId }: Tenant, isFounding: boolean): Promise<unknown> {
  const { admin } = client
  const { users } = await admin.listUsers()
  const [accounts, projects, groups, policies, grants, faults, holds, tasks, records, ...keys] = await Promise.all([
    isFounding ? admin.listAccounts() : undefined,
    admin.listProjects(),
    admin.listGroups(),
    admin.listPolicies(),
    admin.listGrants(),
    admin.listFaults(secondProjectId),
    admin.listLegalHolds(secondProjectId),
    client.listExportTasks({ limit: 100 }),
    client.listLoginRecords({ limit: 1000 }),
    ...users.map(({ user_id }) => admin.listAccessKeys(user_id)),
  ])
  // Their status goes on by itself.
  const exports = tasks.export_tasks.map(({ task_id, is_download }) => ({ task_id, is_download }))
  return { accounts, projects, users, groups, policies, grants, faults, holds, exports, records, keys }
}
